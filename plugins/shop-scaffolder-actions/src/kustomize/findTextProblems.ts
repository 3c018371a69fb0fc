import { posix } from 'path';
import {
  isPair,
  isScalar,
  LineCounter,
  parseAllDocuments,
  Scalar,
  visit,
  YAMLParseError,
} from 'yaml';
import type { Problem } from './types';

// What the template language would have replaced, had it seen it.
const LEFTOVER = /\$\{\{-?\s*(values|parameters)\.|\{%-?\s*(raw|end\w+)/;

const WORKFLOW = /(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/;

/**
 * Finds traces of a template that went wrong: text that was not rendered,
 * values that came out empty, and workflows that lost their expressions.
 */
export function findTextProblems(file: string, text: string): Problem[] {
  const problems = new Array<Problem>();
  for (const [index, line] of text.split('\n').entries()) {
    const leftover = LEFTOVER.exec(line);
    if (leftover) {
      problems.push({
        file,
        line: index + 1,
        reason: `"${leftover[0].trim()}" was not rendered`,
      });
    }
  }
  if (text !== '' && !text.endsWith('\n')) {
    problems.push({
      file,
      line: text.split('\n').length,
      reason: 'the file does not end with a line break',
    });
  }
  if (WORKFLOW.test(file) && !text.includes('${{')) {
    problems.push({ file, reason: 'the workflow lost its ${{ }} expressions' });
  }
  if (['.yaml', '.yml', '.json'].includes(posix.extname(file))) {
    problems.push(...findEmptyValues(file, text));
  }
  return problems;
}

function findEmptyValues(file: string, text: string): Problem[] {
  const lines = new LineCounter();
  const problems = new Array<Problem>();
  const report = (offset: number, reason: string) =>
    problems.push({ file, line: lines.linePos(offset).line, reason });

  for (const document of parseAllDocuments(text, { lineCounter: lines })) {
    if (!('errors' in document)) {
      continue;
    }
    for (const error of document.errors) {
      report(error.pos[0], describeParseError(error));
    }
    visit(document, {
      Pair(_, { key, value }, ancestors) {
        const [, , section] = ancestors;
        const inTrigger =
          WORKFLOW.test(file) &&
          isPair(section) &&
          isScalar(section.key) &&
          section.key.value === 'on';
        if (isScalar(key) && isEmpty(value) && !inTrigger) {
          report(key.range?.[0] ?? 0, `${key.value} is empty`);
        }
      },
      Seq(_, { items }) {
        for (const item of items) {
          if (isScalar(item) && isEmpty(item)) {
            report(item.range?.[0] ?? 0, 'an entry is empty');
          }
        }
      },
    });
  }
  return problems;
}

function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    (isScalar(value) &&
      (value.value === null ||
        (value.value === '' && value.type !== Scalar.BLOCK_LITERAL)))
  );
}

function describeParseError(error: YAMLParseError): string {
  return error.message.split('\n', 1)[0].replace(/ at line \d+.*$/, '');
}
