import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Box, Button, Flex, Select, Text } from '@backstage/ui';
import { useEffect } from 'react';
import { shopCreateTranslationRef } from '../../translation';
import type { OwnGroupsFieldProps } from './schema';
import { useOwnGroups } from './useOwnGroups';

/** Lets a person choose one of their own groups; the first one is chosen. */
export function ShopOwnGroups(props: OwnGroupsFieldProps) {
  const { formData, onChange, schema, uiSchema, rawErrors = [] } = props;
  const { t } = useTranslationRef(shopCreateTranslationRef);
  const own = useOwnGroups();
  const groups = own.status === 'ready' ? own.groups : [];
  const first = groups[0]?.entityRef;

  useEffect(() => {
    if (!formData && first) {
      onChange(first);
    }
  }, [formData, first, onChange]);

  if (own.status === 'failed') {
    return (
      <Flex mb="3" align="center" role="alert">
        <Text>{t('ownGroups.failed')}</Text>
        <Button variant="secondary" onPress={own.retry}>
          {t('ownGroups.retry')}
        </Button>
      </Flex>
    );
  }
  if (own.status === 'ready' && groups.length === 0) {
    return (
      <Box mb="3">
        <Text as="p" weight="bold">
          {schema.title}
        </Text>
        <Text as="p" color="danger" role="alert">
          {t('ownGroups.none')}
        </Text>
      </Box>
    );
  }
  const [message] = formData ? [] : rawErrors;
  return (
    <Box mb="3">
      <Select
        id={props.idSchema.$id}
        label={schema.title}
        description={uiSchema['ui:description'] ?? schema.description}
        placeholder={
          own.status === 'loading'
            ? t('ownGroups.loading')
            : t('ownGroups.choose')
        }
        options={groups.map(({ entityRef, title }) => ({
          value: entityRef,
          label: title,
        }))}
        selectedKey={formData ?? null}
        onSelectionChange={key => onChange(String(key))}
        isRequired={props.required}
        validationBehavior="aria"
        isInvalid={message !== undefined}
      />
    </Box>
  );
}
