import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ownServiceFieldSchema } from './schema';
import { ShopOwnService } from './ShopOwnService';

/** One of the services that the person's groups own. */
export const shopOwnServiceField = createFormField({
  name: 'ShopOwnService',
  component: ShopOwnService,
  schema: ownServiceFieldSchema,
});
