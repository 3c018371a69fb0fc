import { glob, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path/posix';
import { parse } from 'yaml';
import { z } from 'zod';
import { applicationSpecSchema, messageOf } from './Application';

const APPLICATION_SETS = 'clusters/*/applicationset.yaml';
const RESOURCES_FINALIZER = 'resources-finalizer.argocd.argoproj.io';

const stringMap = z.record(z.string(), z.string());

/** The part of an ApplicationSet that the lab understands. */
const applicationSetSchema = z.object({
  kind: z.literal('ApplicationSet'),
  spec: z.object({
    goTemplate: z.literal(true),
    generators: z.tuple([
      z.object({
        git: z.object({ files: z.array(z.object({ path: z.string() })) }),
        selector: z.object({ matchLabels: stringMap }),
      }),
    ]),
    syncPolicy: z
      .object({ preserveResourcesOnDeletion: z.boolean().optional() })
      .optional(),
    template: z.unknown(),
  }),
});

/** What a template must have become once its expressions are filled in. */
const templateSchema = z.object({
  metadata: z.object({
    name: z.string().regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/),
    labels: stringMap.optional(),
    annotations: stringMap.optional(),
  }),
  spec: applicationSpecSchema,
});

/** What an ApplicationSet decides about an Application. */
export type ApplicationDraft = z.infer<typeof templateSchema> & {
  metadata: { finalizers?: string[] };
};

/**
 * The Applications that the ApplicationSets in a checkout ask for. The errors
 * are those of sets that ask for none because they cannot be rendered.
 */
export async function readApplicationSets(
  folder: string,
): Promise<{ drafts: ApplicationDraft[]; errors: unknown[] }> {
  const drafts = new Map<string, ApplicationDraft>();
  const errors: unknown[] = [];
  for await (const path of glob(APPLICATION_SETS, { cwd: folder })) {
    try {
      for (const draft of await readApplicationSet(folder, path)) {
        const { name } = draft.metadata;
        if (drafts.has(name)) {
          throw new Error(`there are several applications ${name}`);
        }
        drafts.set(name, draft);
      }
    } catch (error) {
      errors.push(new Error(`${path}: ${messageOf(error)}`));
    }
  }
  return { drafts: [...drafts.values()], errors };
}

async function readApplicationSet(
  folder: string,
  path: string,
): Promise<ApplicationDraft[]> {
  const text = await readFile(join(folder, path), 'utf8');
  const { spec } = applicationSetSchema.parse(parse(text));
  const keepsResources = spec.syncPolicy?.preserveResourcesOnDeletion;
  const [{ git, selector }] = spec.generators;
  const patterns = git.files.map(file => file.path);
  const drafts: ApplicationDraft[] = [];
  for await (const file of glob(patterns, { cwd: folder })) {
    const parameters = await readParameters(folder, file);
    const isMeant = Object.entries(selector.matchLabels).every(
      ([key, value]) => parameters[key] === value,
    );
    if (isMeant) {
      const { metadata, ...rest } = templateSchema.parse(
        fillIn(spec.template, parameters),
      );
      const finalizers = keepsResources ? undefined : [RESOURCES_FINALIZER];
      drafts.push({ ...rest, metadata: { ...metadata, finalizers } });
    }
  }
  return drafts;
}

async function readParameters(
  folder: string,
  file: string,
): Promise<Record<string, string>> {
  const content = JSON.parse(await readFile(join(folder, file), 'utf8'));
  return {
    ...stringMap.parse(content),
    'path.path': dirname(file),
    'path.basename': basename(dirname(file)),
  };
}

/** Of Go's templates only `{{.key}}`; a missing key is an error. */
function fillIn(
  template: unknown,
  parameters: Record<string, string>,
): unknown {
  const text = JSON.stringify(template).replace(
    /\{\{\s*\.([\w.]+)\s*\}\}/g,
    (expression, key: string) => {
      if (!Object.hasOwn(parameters, key)) {
        throw new Error(`${expression}: map has no entry for key "${key}"`);
      }
      return JSON.stringify(parameters[key]).slice(1, -1);
    },
  );
  return JSON.parse(text);
}
