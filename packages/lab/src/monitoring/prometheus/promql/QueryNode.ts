import { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { parseDuration } from './durations';
import { createMatcher, Matcher, MatchOperator } from './matchers';
import { PromqlError } from './PromqlError';

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

/** A part of a query, as Prometheus' own grammar sees it. */
export class QueryNode {
  private constructor(
    private readonly query: string,
    private readonly node: SyntaxNode,
  ) {}

  /** @throws PromqlError 400 */
  static parse(query: string): QueryNode {
    const tree = parser.parse(query);
    tree.iterate({
      enter: ({ type, from, node }) => {
        if (type.isError) {
          const rest = query.slice(from).trim();
          throw new QueryNode(query, node).parseError(
            rest
              ? `unexpected ${JSON.stringify(rest.slice(0, 12))}`
              : 'unexpected end of input',
          );
        }
      },
    });
    const root = new QueryNode(query, tree.topNode);
    const [expression] = root.children();
    if (!expression) {
      throw root.parseError('no expression found in input');
    }
    return expression;
  }

  get kind(): string {
    return this.node.name;
  }

  get text(): string {
    return this.query.slice(this.node.from, this.node.to);
  }

  children(): QueryNode[] {
    const found: QueryNode[] = [];
    for (let each = this.node.firstChild; each; each = each.nextSibling) {
      found.push(new QueryNode(this.query, each));
    }
    return found;
  }

  all(kind: string): QueryNode[] {
    return this.node
      .getChildren(kind)
      .map(each => new QueryNode(this.query, each));
  }

  find(kind: string): QueryNode | undefined {
    return this.all(kind)[0];
  }

  /** Names in a list of labels. */
  labels(): string[] {
    return this.all('LabelName').map(({ text }) => text);
  }

  number(): number {
    const text = this.text.replace(/[_\s]/g, '').toLowerCase();
    const value = text.replace(/^[+-]/, '');
    const size = parseDuration(value) ?? (value === 'inf' ? Infinity : NaN);
    return text.startsWith('-') ? -size : size;
  }

  string(): string {
    const inner = this.text.slice(1, -1);
    return this.text.startsWith('`')
      ? inner
      : inner.replace(/\\(.)/gs, (_, letter) => ESCAPES[letter] ?? letter);
  }

  /** The matchers of a selector. */
  matchers(): Matcher[] {
    const name = this.find('Identifier');
    const labels =
      this.find('LabelMatchers')?.all('UnquotedLabelMatcher') ?? [];
    const found = [
      ...(name ? [createMatcher('__name__', '=', name.text)] : []),
      ...labels.map(matcher => {
        const [label, operator, value] = matcher.children();
        try {
          return createMatcher(
            label.text,
            operator.text as MatchOperator,
            value.string(),
          );
        } catch (error) {
          throw value.parseError((error as Error).message);
        }
      }),
    ];
    if (found.every(({ matches }) => matches(''))) {
      throw this.parseError(
        'vector selector must contain at least one non-empty matcher',
      );
    }
    return found;
  }

  parseError(message: string): PromqlError {
    const lines = this.query.slice(0, this.node.from).split('\n');
    const column = lines[lines.length - 1].length + 1;
    return PromqlError.badData(
      `invalid parameter "query": ${lines.length}:${column}: parse error: ${message}`,
    );
  }

  unsupported(): PromqlError {
    return PromqlError.execution(
      `the lab's Prometheus cannot evaluate ${this.text}`,
    );
  }
}

/** The matchers of one selector, for `match[]`. */
export function parseSelector(text: string): Matcher[] {
  const node = QueryNode.parse(text);
  if (node.kind !== 'VectorSelector') {
    throw node.parseError('expected a series selector');
  }
  return node.matchers();
}
