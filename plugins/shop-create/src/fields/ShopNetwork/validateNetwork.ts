import {
  CustomFieldValidator,
  scaffolderApiRef,
} from '@backstage/plugin-scaffolder-react';
import { describeNetworkProblem } from '@shop-portal/plugin-shop-create-common';
import { lookUpNetwork } from './lookUpNetwork';

/** Checks the network once more when the person goes on. */
export const validateNetwork: CustomFieldValidator<string> = async (
  cidr,
  field,
  { apiHolder },
) => {
  const problem = describeNetworkProblem(cidr);
  if (problem) {
    field.addError(problem);
    return;
  }
  const scaffolderApi = apiHolder.get(scaffolderApiRef);
  try {
    const taken = scaffolderApi && (await lookUpNetwork(scaffolderApi, cidr));
    if (taken) {
      field.addError(taken);
    }
  } catch {
    // The template's first step checks again, so an answer that is missing
    // now must not keep a person here.
  }
};
