import {
  CustomFieldValidator,
  scaffolderApiRef,
} from '@backstage/plugin-scaffolder-react';
import { describeServiceNameProblem } from '@shop-portal/plugin-shop-create-common';
import { lookUpServiceName } from './lookUpServiceName';

/** Checks the name once more when the person goes on. */
export const validateServiceName: CustomFieldValidator<string> = async (
  name,
  field,
  { apiHolder },
) => {
  const problem = describeServiceNameProblem(name);
  if (problem) {
    field.addError(problem);
    return;
  }
  const scaffolderApi = apiHolder.get(scaffolderApiRef);
  try {
    const taken =
      scaffolderApi && (await lookUpServiceName(scaffolderApi, name));
    if (taken) {
      field.addError(taken);
    }
  } catch {
    // The template's first step checks again, so an answer that is missing
    // now must not keep a person here.
  }
};
