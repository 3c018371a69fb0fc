import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { describeScalingProblem } from '@shop-portal/plugin-shop-create-common';

/** Compares the maximum with the minimum of the same form. */
export const validateMaximumPods: CustomFieldValidator<number> = (
  maximum,
  field,
  { formData },
) => {
  const minimum: unknown = formData.minimumPods;
  const problem =
    typeof minimum === 'number' && describeScalingProblem(minimum, maximum);
  if (problem) {
    field.addError(problem);
  }
};
