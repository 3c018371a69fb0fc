import { buildKustomization, KustomizeError } from '@shop-portal/kubectl';
import { readFile, realpath } from 'fs/promises';
import { join } from 'path';
import { z } from 'zod';
import { describeKustomizeError } from './describeKustomizeError';
import { findDanglingReferences } from './findDanglingReferences';
import {
  belongsToOverlay,
  findOverlays,
  findRenderedFiles,
} from './findRenderedFiles';
import { findSchemaProblems } from './findSchemaProblems';
import { findTextProblems } from './findTextProblems';
import { SourceIndex } from './SourceIndex';
import { kubernetesObjectSchema, Problem } from './types';

/** What validating a rendered tree found. */
export interface TreeReport {
  overlays: string[];
  /** How many objects the overlays have, together. */
  objects: number;
  problems: Problem[];
}

/** Reads every file of a rendered tree and builds every overlay in it. */
export async function validateTree(
  root: string,
  signal?: AbortSignal,
): Promise<TreeReport> {
  const files = await findRenderedFiles(root);
  const report: TreeReport = {
    overlays: findOverlays(files),
    objects: 0,
    problems: await findTextProblemsOf(root, files),
  };
  for (const overlay of report.overlays) {
    signal?.throwIfAborted();
    await validateOverlay({ root, overlay, files, report, signal });
  }
  report.problems = withoutRepeats(report.problems);
  return report;
}

/** Reads every file of a rendered tree, without building anything. */
export async function validateText(root: string): Promise<Problem[]> {
  return findTextProblemsOf(root, await findRenderedFiles(root));
}

async function findTextProblemsOf(
  root: string,
  files: string[],
): Promise<Problem[]> {
  const problems = new Array<Problem>();
  for (const file of files) {
    const text = await readFile(join(root, file), 'utf8');
    problems.push(...findTextProblems(file, text));
  }
  return problems;
}

async function validateOverlay(options: {
  root: string;
  overlay: string;
  files: string[];
  report: TreeReport;
  signal?: AbortSignal;
}): Promise<void> {
  const { root, overlay, files, report, signal } = options;
  const kustomization = `${overlay}/kustomization.yaml`;
  try {
    const built = await buildKustomization(join(root, overlay), { signal });
    for (const warning of built.warnings) {
      report.problems.push({ file: kustomization, reason: warning });
    }
    const objects = z.array(kubernetesObjectSchema).parse(built.objects);
    report.objects += objects.length;
    const index = await SourceIndex.read(
      root,
      files.filter(file => belongsToOverlay(file, overlay)),
    );
    for (const problem of [
      ...findSchemaProblems(objects),
      ...findDanglingReferences(objects),
    ]) {
      const { object, path, reason } = problem;
      report.problems.push({
        file: kustomization,
        ...index.locate(object, path),
        reason: `${object.kind} ${object.metadata.name}: ${reason}`,
      });
    }
  } catch (error) {
    if (!(error instanceof KustomizeError)) {
      throw error;
    }
    report.problems.push(
      describeKustomizeError(error, {
        root: await realpath(root),
        overlay,
        files,
      }),
    );
  }
}

/** Two overlays of one base would say the same thing twice. */
function withoutRepeats(problems: Problem[]): Problem[] {
  const seen = new Map(
    problems.map(problem => [JSON.stringify(problem), problem]),
  );
  return [...seen.values()];
}
