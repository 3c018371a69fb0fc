import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Box, Button, Flex, Select, Text } from '@backstage/ui';
import { shopCreateTranslationRef } from '../translation';
import type { Options } from './useOptions';

/** Lets a person choose one of some options that have to be read first. */
export function OptionsField(props: {
  field: Pick<
    FieldExtensionComponentProps<string>,
    | 'formData'
    | 'idSchema'
    | 'onChange'
    | 'rawErrors'
    | 'required'
    | 'schema'
    | 'uiSchema'
  >;
  options: Options & { retry(): void };
  texts: { choose: string; loading: string; none: string; failed: string };
}) {
  const { field, options, texts } = props;
  const { formData, onChange, schema, uiSchema, rawErrors = [] } = field;
  const { t } = useTranslationRef(shopCreateTranslationRef);

  if (options.status === 'failed') {
    return (
      <Flex mb="3" align="center" role="alert">
        <Text>{texts.failed}</Text>
        <Button variant="secondary" onPress={options.retry}>
          {t('options.retry')}
        </Button>
      </Flex>
    );
  }
  if (options.status === 'ready' && options.options.length === 0) {
    return (
      <Box mb="3">
        <Text as="p" weight="bold">
          {schema.title}
        </Text>
        <Text as="p" color="danger" role="alert">
          {texts.none}
        </Text>
      </Box>
    );
  }
  const [message] = formData ? [] : rawErrors;
  return (
    <Box mb="3">
      <Select
        id={field.idSchema.$id}
        label={schema.title}
        description={uiSchema['ui:description'] ?? schema.description}
        placeholder={
          options.status === 'loading' ? texts.loading : texts.choose
        }
        options={options.status === 'ready' ? options.options : []}
        selectedKey={formData ?? null}
        onSelectionChange={key => onChange(String(key))}
        isRequired={field.required}
        validationBehavior="aria"
        isInvalid={message !== undefined}
      />
    </Box>
  );
}
