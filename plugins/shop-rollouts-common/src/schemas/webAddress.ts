import { z } from 'zod';

/** What may become a link: never `javascript:` and the like. */
export const webAddressSchema = z
  .string()
  .max(2000)
  .refine(
    address =>
      URL.canParse(address) &&
      ['http:', 'https:'].includes(new URL(address).protocol),
    'must be an http or https address',
  );
