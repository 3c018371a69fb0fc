import { JsonObject } from '@backstage/types';
import {
  ApplicationObject,
  parseApplication,
} from '@shop-portal/plugin-shop-rollouts-common';
import { z } from 'zod';
import { dropBookkeeping } from '../kubernetes/dropBookkeeping';

const destinationSchema = z.object({
  spec: z.object({
    destination: z.object({
      server: z.string().optional(),
      name: z.string().optional(),
      namespace: z.string().optional(),
    }),
  }),
});

const jsonObjectSchema = z.record(z.string(), z.json());

/** An Application as the portal keeps it. */
export interface ArgoCdApplication {
  object: ApplicationObject;
  destination: { server?: string; name?: string; namespace?: string };
  /** As Argo CD sent it, for cards that were made for Argo CD's own API. */
  raw: JsonObject;
}

/** @returns undefined for what is not an Application that can be read. */
export function parseArgoCdApplication(
  value: unknown,
): ArgoCdApplication | undefined {
  const trimmed = dropBookkeeping(value);
  const object = parseApplication(trimmed);
  const destination = destinationSchema.safeParse(trimmed).data;
  const raw = jsonObjectSchema.safeParse(trimmed).data;
  if (!object || !destination || !raw) {
    return undefined;
  }
  return { object, destination: destination.spec.destination, raw };
}
