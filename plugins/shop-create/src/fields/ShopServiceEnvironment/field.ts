import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { serviceEnvironmentFieldSchema } from './schema';
import { ShopServiceEnvironment } from './ShopServiceEnvironment';

/** An environment that the service chosen before it has not yet. */
export const shopServiceEnvironmentField = createFormField({
  name: 'ShopServiceEnvironment',
  component: ShopServiceEnvironment,
  schema: serviceEnvironmentFieldSchema,
});
