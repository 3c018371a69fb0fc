import { basename, dirname } from 'node:path/posix';
import { z } from 'zod';
import { ApplicationDraft, RESOURCES_FINALIZER } from '../Application';
import { GitMirror } from '../git/GitMirror';
import { ApplicationSet, applicationSpecSchema } from './ApplicationSet';
import { renderDeep, renderTemplate, TemplateParameters } from './goTemplate';

const fileContent = z.record(z.string(), z.unknown());
const textMap = z.record(z.string(), z.string()).optional();

/** Every Application that an ApplicationSet asks for. */
export async function generateApplications(
  applicationSet: ApplicationSet,
  mirrorOf: (repoUrl: string) => Promise<GitMirror>,
): Promise<ApplicationDraft[]> {
  const drafts: ApplicationDraft[] = [];
  for (const { git, selector } of applicationSet.spec.generators) {
    const mirror = await mirrorOf(git.repoURL);
    const commit = await mirror.resolve(git.revision ?? 'main');
    const patterns = git.files.map(file => toExpression(file.path));
    for (const path of await mirror.listFiles(commit)) {
      if (patterns.some(pattern => pattern.test(path))) {
        const text = await mirror.readFile(commit, path);
        const parameters = toParameters(path, text);
        if (matches(parameters, selector?.matchLabels ?? {})) {
          drafts.push(toDraft(applicationSet, parameters));
        }
      }
    }
  }
  return drafts;
}

function toParameters(path: string, text: string): TemplateParameters {
  const folder = dirname(path);
  try {
    return {
      ...fileContent.parse(JSON.parse(text)),
      path: {
        path: folder,
        basename: basename(folder),
        filename: basename(path),
        segments: folder.split('/'),
      },
    };
  } catch (error) {
    throw new Error(`unable to parse file ${path}`, { cause: error });
  }
}

function matches(
  parameters: TemplateParameters,
  labels: Record<string, string>,
): boolean {
  return Object.entries(labels).every(
    ([key, value]) => parameters[key] === value,
  );
}

function toDraft(
  { spec }: ApplicationSet,
  parameters: TemplateParameters,
): ApplicationDraft {
  const { metadata } = spec.template;
  const finalizers = new Set(metadata.finalizers);
  if (!spec.syncPolicy?.preserveResourcesOnDeletion) {
    finalizers.add(RESOURCES_FINALIZER);
  }
  return {
    name: renderTemplate(metadata.name, parameters),
    labels: textMap.parse(renderDeep(metadata.labels, parameters)),
    annotations: textMap.parse(renderDeep(metadata.annotations, parameters)),
    ...(finalizers.size > 0 && { finalizers: [...finalizers] }),
    spec: applicationSpecSchema.parse(
      renderDeep(spec.template.spec, parameters),
    ),
  };
}

/** `*` stands for any name of one folder or file. */
function toExpression(pattern: string): RegExp {
  const parts = pattern
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]*')}$`);
}
