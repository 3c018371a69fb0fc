import { useApi } from '@backstage/frontend-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { describeNetworkProblem } from '@shop-portal/plugin-shop-create-common';
import { CheckedTextField } from '../CheckedTextField';
import { lookUpNetwork } from './lookUpNetwork';
import type { NetworkFieldProps } from './schema';

/** A text field for the network of a new environment. */
export function ShopNetwork(props: NetworkFieldProps) {
  const scaffolderApi = useApi(scaffolderApiRef);
  return (
    <CheckedTextField
      field={props}
      describeProblem={describeNetworkProblem}
      ask={cidr => lookUpNetwork(scaffolderApi, cidr)}
    />
  );
}
