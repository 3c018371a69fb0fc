import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { networkFieldSchema } from './schema';
import { ShopNetwork } from './ShopNetwork';
import { validateNetwork } from './validateNetwork';

/** The network of a new environment, checked while it is typed. */
export const shopNetworkField = createFormField({
  name: 'ShopNetwork',
  component: ShopNetwork,
  validation: validateNetwork,
  schema: networkFieldSchema,
});
