import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { serviceNameFieldSchema } from './schema';
import { ShopServiceName } from './ShopServiceName';
import { validateServiceName } from './validateServiceName';

/** The name of a new service, checked while it is typed. */
export const shopServiceNameField = createFormField({
  name: 'ShopServiceName',
  component: ShopServiceName,
  validation: validateServiceName,
  schema: serviceNameFieldSchema,
});
