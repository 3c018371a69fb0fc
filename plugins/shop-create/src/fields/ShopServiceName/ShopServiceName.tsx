import { useApi } from '@backstage/frontend-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { describeServiceNameProblem } from '@shop-portal/plugin-shop-create-common';
import { CheckedTextField } from '../CheckedTextField';
import { lookUpServiceName } from './lookUpServiceName';
import type { ServiceNameFieldProps } from './schema';

/** A text field for the name of a new service. */
export function ShopServiceName(props: ServiceNameFieldProps) {
  const scaffolderApi = useApi(scaffolderApiRef);
  return (
    <CheckedTextField
      field={props}
      describeProblem={describeServiceNameProblem}
      ask={name => lookUpServiceName(scaffolderApi, name)}
    />
  );
}
