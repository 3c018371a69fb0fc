import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Box, Text, TextField } from '@backstage/ui';
import { useState } from 'react';
import { shopCreateTranslationRef } from '../translation';
import { useCheck } from './useCheck';

/** A text field that says while typing whether what was typed is free. */
export function CheckedTextField(props: {
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
  /** Says what is wrong with a text; shown when the person leaves the field. */
  describeProblem(value: string): string | undefined;
  /** Says what has it already; asked only about what is not wrong. */
  ask(value: string): Promise<string | undefined>;
}) {
  const { field, describeProblem, ask } = props;
  const { formData = '', onChange, schema, uiSchema, rawErrors = [] } = field;
  const { t } = useTranslationRef(shopCreateTranslationRef);
  const [left, setLeft] = useState(false);
  const problem = describeProblem(formData);
  const check = useCheck(formData, problem === undefined, ask);

  const shown = left && formData ? problem : undefined;
  const taken = check.status === 'taken' ? check.message : undefined;
  const message = shown ?? taken ?? rawErrors[0];
  const status =
    !message &&
    (check.status === 'checking' ||
      check.status === 'free' ||
      check.status === 'unknown') &&
    t(`check.${check.status}`);

  return (
    <Box mb="3">
      <TextField
        id={field.idSchema.$id}
        label={schema.title}
        description={uiSchema['ui:description'] ?? schema.description}
        value={formData}
        onChange={value => onChange(value)}
        onFocus={() => setLeft(false)}
        onBlur={() => setLeft(true)}
        isRequired={field.required}
        autoComplete="off"
        spellCheck="false"
        validationBehavior="aria"
        validate={() => message}
      />
      <Text as="p" variant="body-small" color="secondary" role="status">
        {status}
      </Text>
    </Box>
  );
}
