import { readFile } from 'fs/promises';
import { join } from 'path';
import {
  Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseAllDocuments,
} from 'yaml';
import type { FieldPath, KubernetesObject, Problem } from './types';

interface Source {
  file: string;
  lines: LineCounter;
  document: Document;
}

/** Finds the file and line that a field of a built object comes from. */
export class SourceIndex {
  static async read(root: string, files: string[]): Promise<SourceIndex> {
    const sources = new Array<Source>();
    for (const file of files) {
      const lines = new LineCounter();
      const text = await readFile(join(root, file), 'utf8');
      for (const document of parseAllDocuments(text, { lineCounter: lines })) {
        if (document instanceof Document) {
          sources.push({ file, lines, document });
        }
      }
    }
    return new SourceIndex(sources);
  }

  private constructor(private readonly sources: Source[]) {}

  /** The most exact place known; an overlay's patch can add what has none. */
  locate(
    object: KubernetesObject,
    path: FieldPath,
  ): Pick<Problem, 'file' | 'line'> | undefined {
    const source = this.sources.find(
      ({ document }) =>
        isMap(document.contents) &&
        document.get('kind') === object.kind &&
        document.getIn(['metadata', 'name']) === object.metadata.name,
    );
    if (!source) {
      return undefined;
    }
    for (let length = path.length; length > 0; length--) {
      const offset = findOffset(source.document, path.slice(0, length));
      if (offset !== undefined) {
        return { file: source.file, line: source.lines.linePos(offset).line };
      }
    }
    return { file: source.file, line: lineOf(source, ['kind']) };
  }
}

function lineOf({ document, lines }: Source, path: FieldPath) {
  const offset = findOffset(document, path);
  return offset === undefined ? undefined : lines.linePos(offset).line;
}

function findOffset(document: Document, path: FieldPath): number | undefined {
  const parent = document.getIn(path.slice(0, -1), true);
  const field = path[path.length - 1];
  const holder = path.length === 1 ? document.contents : parent;
  if (!isCollection(holder)) {
    return undefined;
  }
  for (const [index, item] of holder.items.entries()) {
    if (isPair(item) && isScalar(item.key) && item.key.value === field) {
      return item.key.range?.[0];
    }
    if (!isPair(item) && index === field && isNode(item)) {
      return item.range?.[0];
    }
  }
  return undefined;
}
