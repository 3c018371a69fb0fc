import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { willWriteFieldSchema } from './schema';
import { ShopWillWrite } from './ShopWillWrite';

/** What the template is going to write; takes no answer. */
export const shopWillWriteField = createFormField({
  name: 'ShopWillWrite',
  component: ShopWillWrite,
  schema: willWriteFieldSchema,
});
