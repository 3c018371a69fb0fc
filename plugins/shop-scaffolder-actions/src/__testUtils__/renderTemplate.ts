import { readdirSync, readFileSync } from 'fs';
import { join, relative } from 'path';
import type { Server } from 'http';
import request from 'supertest';
import { parse } from 'yaml';
import { z } from 'zod';

const TEMPLATE_ROOT = join(__dirname, '../../../../templates/shop-service');

const dryRunSchema = z.object({
  directoryContents: z.array(
    z.object({ path: z.string(), base64Content: z.string() }),
  ),
  output: z.looseObject({}),
});

/** What the template's form asks for. */
export interface TemplateValues {
  name: string;
  description: string;
  owner: string;
  system: string;
  language: string;
  port: number;
}

/** Sends the template of this repository to the scaffolder for a dry run. */
export function dryRunTemplate(server: Server, values: TemplateValues) {
  return request(server)
    .post('/api/scaffolder/v2/dry-run')
    .send({
      template: parse(
        readFileSync(join(TEMPLATE_ROOT, 'template.yaml'), 'utf8'),
      ),
      values,
      directoryContents: listFiles(TEMPLATE_ROOT).map(path => ({
        path: relative(TEMPLATE_ROOT, path),
        base64Content: readFileSync(path).toString('base64'),
      })),
    });
}

/** Renders the template and returns the text of every file by its path. */
export async function renderTemplate(
  server: Server,
  values: TemplateValues,
): Promise<{ files: Map<string, string>; output: unknown }> {
  const { status, body } = await dryRunTemplate(server, values);
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
