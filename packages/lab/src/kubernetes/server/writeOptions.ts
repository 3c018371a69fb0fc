import { Request } from 'express';
import { z } from 'zod';
import { badRequest, invalid } from '../apiErrors';
import { DeleteOptions } from '../ResourceStore';
import { readOptionalJsonBody } from './requestBodies';

const dryRunSchema = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform(value => (typeof value === 'string' ? [value] : value ?? []));

const deleteOptionsSchema = z.object({
  propagationPolicy: z.enum(['Foreground', 'Background', 'Orphan']).nullish(),
  dryRun: dryRunSchema,
  preconditions: z
    .object({
      uid: z.string().optional(),
      resourceVersion: z.string().optional(),
    })
    .nullish(),
});

/** @throws ApiError 422 for another value than All */
export function isDryRun(request: Request, kind: string): boolean {
  return checkDryRun(dryRunSchema.parse(request.query.dryRun), kind);
}

export function parseDeleteOptions(request: Request): DeleteOptions {
  const parsed = deleteOptionsSchema.safeParse(readOptionalJsonBody(request));
  if (!parsed.success) {
    throw badRequest(
      `DeleteOptions in version "v1" cannot be handled as a DeleteOptions: ${z.prettifyError(
        parsed.error,
      )}`,
    );
  }
  const { dryRun, preconditions, propagationPolicy } = parsed.data;
  return {
    dryRun:
      checkDryRun(dryRun, 'DeleteOptions') ||
      isDryRun(request, 'DeleteOptions'),
    orphan: (propagationPolicy ?? request.query.propagationPolicy) === 'Orphan',
    ...(preconditions && { preconditions }),
  };
}

function checkDryRun(values: string[], kind: string): boolean {
  for (const value of values) {
    if (value !== 'All') {
      throw invalid({ kind, group: 'meta.k8s.io' }, '', {
        reason: 'FieldValueNotSupported',
        field: 'dryRun',
        message: `Unsupported value: "${value}": supported values: "All"`,
      });
    }
  }
  return values.length > 0;
}
