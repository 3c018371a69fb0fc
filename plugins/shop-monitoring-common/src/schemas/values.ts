import { z } from 'zod';

/** What may become a link: never `javascript:` and the like. */
export const webAddressSchema = z
  .string()
  .max(4000)
  .refine(
    address =>
      URL.canParse(address) &&
      ['http:', 'https:'].includes(new URL(address).protocol),
    'must be an http or https address',
  );

/** A moment, ISO 8601 in UTC. */
export const momentSchema = z.iso.datetime();
