import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Box, Text, TextField } from '@backstage/ui';
import { describeServiceNameProblem } from '@shop-portal/plugin-shop-create-common';
import { useState } from 'react';
import { shopCreateTranslationRef } from '../../translation';
import type { ServiceNameFieldProps } from './schema';
import { useServiceNameCheck } from './useServiceNameCheck';

/** A text field for the name of a new service. */
export function ShopServiceName(props: ServiceNameFieldProps) {
  const { formData = '', onChange, schema, uiSchema, rawErrors = [] } = props;
  const { t } = useTranslationRef(shopCreateTranslationRef);
  const [left, setLeft] = useState(false);
  const check = useServiceNameCheck(formData);

  const problem =
    left && formData ? describeServiceNameProblem(formData) : undefined;
  const taken = check.status === 'taken' ? check.message : undefined;
  const message = problem ?? taken ?? rawErrors[0];
  const status =
    !message &&
    (check.status === 'checking' ||
      check.status === 'free' ||
      check.status === 'unknown') &&
    t(`serviceName.${check.status}`);

  return (
    <Box mb="3">
      <TextField
        id={props.idSchema.$id}
        label={schema.title}
        description={uiSchema['ui:description'] ?? schema.description}
        value={formData}
        onChange={name => onChange(name)}
        onFocus={() => setLeft(false)}
        onBlur={() => setLeft(true)}
        isRequired={props.required}
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
