import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { maximumPodsFieldSchema } from './schema';
import { ShopMaximumPods } from './ShopMaximumPods';
import { validateMaximumPods } from './validateMaximumPods';

/** The most pods of a service, which has to be above the fewest. */
export const shopMaximumPodsField = createFormField({
  name: 'ShopMaximumPods',
  component: ShopMaximumPods,
  validation: validateMaximumPods,
  schema: maximumPodsFieldSchema,
});
