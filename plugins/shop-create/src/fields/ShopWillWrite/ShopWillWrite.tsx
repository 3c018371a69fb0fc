import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Box, Button, Flex, Text } from '@backstage/ui';
import { shopCreateTranslationRef } from '../../translation';
import type { WillWriteFieldProps } from './schema';
import styles from './ShopWillWrite.module.css';
import { useWillWrite } from './useWillWrite';

/** Shows every repository, pull request and file that is going to be made. */
export function ShopWillWrite(props: WillWriteFieldProps) {
  const { formContext, uiSchema } = props;
  const { t } = useTranslationRef(shopCreateTranslationRef);
  const state = useWillWrite(
    uiSchema['ui:options']?.pullRequests ?? [],
    formContext?.formData ?? {},
  );

  if (state.status === 'failed') {
    return (
      <Flex mb="3" align="center" role="alert">
        <Text>{t('willWrite.failed')}</Text>
        <Button variant="secondary" onPress={state.retry}>
          {t('options.retry')}
        </Button>
      </Flex>
    );
  }
  if (state.status === 'loading') {
    return (
      <Text as="p" color="secondary" role="status">
        {t('willWrite.loading')}
      </Text>
    );
  }
  const { writes } = state;
  const files = writes.reduce((sum, write) => sum + write.files.length, 0);
  return (
    <Box as="section" mb="3" aria-label={t('willWrite.title')}>
      <Text as="p" weight="bold" role="status">
        {t(
          writes.length === 1
            ? 'willWrite.summaryOfOne'
            : 'willWrite.summaryOfMany',
          { files: String(files), repositories: String(writes.length) },
        )}
      </Text>
      {writes.map(({ slug, title, files: paths }) => (
        <Box key={slug} mt="3">
          <Text as="h4" variant="body-medium" weight="bold">
            {title
              ? t('willWrite.pullRequest', { slug, title })
              : t('willWrite.repository', { slug })}
          </Text>
          <ul className={styles.files}>
            {paths.map(({ path, ifMissing }) => (
              <li key={path}>
                <code>{path}</code>
                {ifMissing && ` ${t('willWrite.ifMissing')}`}
              </li>
            ))}
          </ul>
        </Box>
      ))}
    </Box>
  );
}
