import { readdirSync, readFileSync } from 'fs';
import { join, relative } from 'path';
import type { Server } from 'http';
import request from 'supertest';
import { parse } from 'yaml';
import { z } from 'zod';

/** Where the templates of this repository lie. */
export const TEMPLATES = join(__dirname, '../../../../templates');

const dryRunSchema = z.object({
  directoryContents: z.array(
    z.object({ path: z.string(), base64Content: z.string() }),
  ),
  output: z.looseObject({}),
});

/** The templates of this repository. */
export type TemplateName =
  | 'shop-service'
  | 'shop-kustomize-overlay'
  | 'shop-terragrunt-environment'
  | 'shop-compose-environment';

/** What the form of a template asks for. */
export type TemplateValues = Record<string, unknown>;

/** Sends a template of this repository to the scaffolder for a dry run. */
export function dryRunTemplate(
  server: Server,
  template: TemplateName,
  values: TemplateValues,
) {
  const root = join(TEMPLATES, template);
  return request(server)
    .post('/api/scaffolder/v2/dry-run')
    .send({
      template: parse(readFileSync(join(root, 'template.yaml'), 'utf8')),
      values,
      directoryContents: listFiles(root).map(path => ({
        path: relative(root, path),
        base64Content: readFileSync(path).toString('base64'),
      })),
    });
}

/** Renders the template and returns the text of every file by its path. */
export async function renderTemplate(
  server: Server,
  template: TemplateName,
  values: TemplateValues,
): Promise<{ files: Map<string, string>; output: unknown }> {
  const { status, body } = await dryRunTemplate(server, template, values);
  if (status !== 200) {
    throw new Error(JSON.stringify(body));
  }
  const { directoryContents, output } = dryRunSchema.parse(body);
  const files = new Map(
    directoryContents.map(({ path, base64Content }) => [
      path,
      Buffer.from(base64Content, 'base64').toString('utf8'),
    ]),
  );
  return { files, output };
}

function listFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
}
