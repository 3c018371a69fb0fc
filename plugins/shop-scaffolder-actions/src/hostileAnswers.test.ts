import { parse as parseHcl } from '@cdktf/hcl2json';
import { lexer, Token } from 'marked';
import { extname } from 'path';
import { parse, parseAllDocuments } from 'yaml';
import type { TemplateName } from './__testUtils__/renderTemplate';
import { useTemplates } from './__testUtils__/useTemplate';

jest.setTimeout(120_000);

/** What each language of the output would do something with. */
const HOSTILE = [
  // The template's own language.
  '${{ secrets.token }}',
  "x${{ '' | dump }}",
  '{{ 7 * 7 }}',
  '{% raw %}',
  '{% endif %}',
  '{# comment',
  // YAML
  'x: y',
  'x\n  privileged: true',
  'x\r\nowner: evil',
  '- x',
  '&a x',
  '*a',
  '!!js/function x',
  '"',
  "'",
  '---',
  'x #',
  // HCL
  '${get_env("HOME")}',
  '%{ if true }',
  'x" }\nlocals { a = "b',
  '\\"',
  // Shell
  '$(id)',
  '`id`',
  'x; rm -rf /',
  'x && id',
  'x | tee /etc/passwd',
  '> /etc/passwd',
  // Markdown and HTML
  '](javascript:alert(1))',
  '[x](https://evil.example)',
  '![x](https://evil.example/x.png)',
  '<script>alert(1)</script>',
  '<!-- x',
  '# x',
  '| x | y |',
  '1. x',
  '**x**',
  '@shop/platform-team',
  'www.evil.example https://evil.example',
  // Paths
  '../../.github/workflows/x',
  '/etc/passwd',
  '..%2f..%2fx',
  'C:\\x',
  // Length
  'a'.repeat(5_000),
  // Look-alikes, the invisible, and what turns the direction
  'rеviews',
  'ｒeviews',
  'review\u0000s',
  'review\u200bs',
  '\u202esweiver',
  'review\u2028s',
  '\ufeffreviews',
];

// A description is one line of at most 200 signs that can all be seen, and does
// not look as if the template had not been rendered. What fits goes together,
// each time with something else at the line's beginning.
const UNFIT = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|.{201}|\{% (raw|end)/u;
const BEGINNING = /^([#>|*-]|\d\.)/;
const REFUSED = HOSTILE.filter(answer => UNFIT.test(answer));
const BEGINNINGS = HOSTILE.filter(
  answer => !UNFIT.test(answer) && BEGINNING.test(answer),
);
const OTHERS = HOSTILE.filter(
  answer => !UNFIT.test(answer) && !BEGINNING.test(answer),
);
const DESCRIPTIONS = BEGINNINGS.map((beginning, index) =>
  [
    beginning,
    ...OTHERS.filter((_, other) => other % BEGINNINGS.length === index),
  ].join(' '),
);

const FIELDS: Array<[TemplateName, string[]]> = [
  ['shop-service', ['name']],
  ['shop-kustomize-overlay', ['service', 'tag', 'host']],
  ['shop-terragrunt-environment', ['account', 'name', 'cidr', 'domain']],
  ['shop-compose-environment', ['environment', 'mail']],
];

describe('hostile answers', () => {
  const templates = useTemplates();

  describe.each(FIELDS)('in %s', (template, fields) => {
    it.each(fields)('are refused as %s, with a message', async field => {
      const reachable = field === 'host' ? { ingress: 'traefik' } : {};
      for (const answer of HOSTILE) {
        const { status, body } = await templates.dryRun(template, {
          ...reachable,
          [field]: answer,
        });
        expect({ answer, status }).toEqual({ answer, status: 400 });
        expect(messageOf(body).length).toBeGreaterThan(10);
      }
    });
  });

  describe('in the description of a new service', () => {
    let benign: Map<string, unknown>;

    beforeAll(async () => {
      const { files } = await templates.render('shop-service', {
        // Has one environment only, so it is built sooner.
        system: 'coffeeshop',
        description: 'Shows what customers think.',
      });
      benign = await structureOf(files);
    });

    it.each(DESCRIPTIONS)('%j changes nothing but text', async answer => {
      const { status, body } = await templates.dryRun('shop-service', {
        system: 'coffeeshop',
        description: answer,
      });
      expect({ status, error: body.error }).toEqual({ status: 200 });
      expect(await readInert(body.directoryContents)).toEqual({
        structure: benign,
        descriptions: [answer, answer],
      });
    });

    it.each(REFUSED)('%j is refused, with a message', async answer => {
      const { status, body } = await templates.dryRun('shop-service', {
        description: answer,
      });
      expect(status).toBe(400);
      expect(messageOf(body)).toMatch(
        /description|pattern|length|not rendered/,
      );
    });
  });

  it('refuses what is no answer at all', async () => {
    for (const description of [null, 7, {}, ['x'], '', ' ']) {
      const { status } = await templates.dryRun('shop-service', {
        description,
      });
      expect({ description, status }).toEqual({ description, status: 400 });
    }
  });
});

/** Why a dry run was refused: by its form, or by one of its steps. */
function messageOf(body: { error?: { message: string }; errors?: unknown }) {
  return body.error?.message ?? JSON.stringify(body.errors);
}

/** What files are made of, and the description as two of them give it. */
async function readInert(
  contents: Array<{ path: string; base64Content: string }>,
) {
  const files = new Map(
    contents.map(({ path, base64Content }) => [
      path,
      Buffer.from(base64Content, 'base64').toString('utf8'),
    ]),
  );
  const read = (path: string) => parse(files.get(`source/${path}`) ?? '');
  return {
    structure: await structureOf(files),
    descriptions: [
      read('catalog-info.yaml').metadata.description,
      read('.portal/answers.yaml').description,
    ],
  };
}

/** What files are made of, whatever the texts in them say. */
async function structureOf(
  files: Map<string, string>,
): Promise<Map<string, unknown>> {
  const structure = new Map<string, unknown>();
  for (const [path, text] of files) {
    structure.set(path, await parseStructure(path, text));
  }
  return structure;
}

async function parseStructure(path: string, text: string): Promise<unknown> {
  switch (extname(path)) {
    case '.yaml':
    case '.yml':
    case '.json':
      return parseAllDocuments(text).map(document => shapeOf(document.toJS()));
    case '.hcl':
      return parseHcl(path, text);
    case '.md':
      return lexer(text).map(outlineOf);
    default:
      return text;
  }
}

function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(shapeOf);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([key, child]) => [key, shapeOf(child)]),
      )
    : typeof value;
}

/** Kinds of tokens; a paragraph of plain text is one, however it is escaped. */
function outlineOf(token: Token): unknown {
  const inner: Token[] = 'tokens' in token ? token.tokens ?? [] : [];
  const kinds = inner
    .filter(({ type }) => !['text', 'escape'].includes(type))
    .filter(({ type, raw }) => type !== 'html' || raw !== '<!-- -->')
    .map(outlineOf);
  return [token.type, ...kinds];
}
