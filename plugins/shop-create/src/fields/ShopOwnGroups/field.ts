import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ownGroupsFieldSchema } from './schema';
import { ShopOwnGroups } from './ShopOwnGroups';

/** One of the groups that the person is in. */
export const shopOwnGroupsField = createFormField({
  name: 'ShopOwnGroups',
  component: ShopOwnGroups,
  schema: ownGroupsFieldSchema,
});
