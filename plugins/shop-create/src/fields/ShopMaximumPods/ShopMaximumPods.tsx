import { Box, TextField } from '@backstage/ui';
import type { MaximumPodsFieldProps } from './schema';

/** The upper limit of an autoscaler. */
export function ShopMaximumPods(props: MaximumPodsFieldProps) {
  const { formData, onChange, schema, rawErrors = [] } = props;
  const [message] = rawErrors;
  return (
    <Box mb="3">
      <TextField
        id={props.idSchema.$id}
        label={schema.title}
        description={schema.description}
        value={formData === undefined ? '' : String(formData)}
        onChange={text =>
          onChange(/^\d{1,4}$/.test(text) ? Number(text) : undefined)
        }
        inputMode="numeric"
        isRequired={props.required}
        autoComplete="off"
        validationBehavior="aria"
        validate={() => message}
      />
    </Box>
  );
}
