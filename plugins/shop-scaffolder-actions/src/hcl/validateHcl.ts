import { format } from '@cdktf/hcl-tools';
import { parse } from '@cdktf/hcl2json';
import { isError } from '@backstage/errors';
import { readFile } from 'fs/promises';
import { join } from 'path';
import { findRenderedFiles } from '../kustomize/findRenderedFiles';
import { findTextProblems } from '../kustomize/findTextProblems';
import type { Problem } from '../kustomize';
import { findCycles } from './findCycles';
import { findUnitProblems, readDependencies } from './findUnitProblems';
import { Terragrunt, terragruntSchema } from './types';

/** What validating rendered Terragrunt files found. */
export interface HclReport {
  /** Folders with a `terragrunt.hcl`. */
  units: string[];
  problems: Problem[];
}

const UNIT = /(^|\/)terragrunt\.hcl$/;

/**
 * Parses every `.hcl` file of a rendered tree and checks its units.
 *
 * @param existing - paths of files that the repository has beside the tree
 */
export async function validateHcl(
  root: string,
  existing: string[],
  signal?: AbortSignal,
): Promise<HclReport> {
  const rendered = await findRenderedFiles(root);
  const known = new Set([...rendered, ...existing]);
  const report: HclReport = { units: [], problems: [] };
  const graph = new Map<string, string[]>();
  for (const file of rendered.filter(path => path.endsWith('.hcl'))) {
    signal?.throwIfAborted();
    const text = await readFile(join(root, file), 'utf8');
    report.problems.push(...findTextProblems(file, text));
    const parsed = await parseFile(file, text, report.problems);
    if (!parsed) {
      continue;
    }
    if ((await format(text)) !== text) {
      report.problems.push({ file, reason: 'is not formatted as hclfmt does' });
    }
    if (/\bdynamodb_table\b/.test(text)) {
      report.problems.push({
        file,
        reason: 'locks with DynamoDB; use_lockfile is enough',
      });
    }
    if (UNIT.test(file)) {
      report.units.push(file.replace(/\/?terragrunt\.hcl$/, ''));
      report.problems.push(...findUnitProblems(file, parsed, known));
      graph.set(file, readDependencies(file, parsed));
    }
  }
  report.problems.push(...findCycles(graph));
  return report;
}

async function parseFile(
  file: string,
  text: string,
  problems: Problem[],
): Promise<Terragrunt | undefined> {
  try {
    return terragruntSchema.parse(await parse(file, text));
  } catch (error) {
    const [, line, reason] =
      /:(\d+),[\d-]+(?:,\d+)?: (.*?);/.exec(
        isError(error) ? error.message : '',
      ) ?? [];
    problems.push({
      file,
      line: line ? Number(line) : undefined,
      reason: reason ?? 'is no HCL',
    });
    return undefined;
  }
}
