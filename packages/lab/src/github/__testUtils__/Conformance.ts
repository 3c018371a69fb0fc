import Ajv, { AnySchema, ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import description from '@octokit/openapi/generated/api.github.com.json';

const operationSchema = z.object({
  responses: z.record(
    z.string(),
    z.object({
      $ref: z.string().optional(),
      content: z.record(z.string(), z.looseObject({})).optional(),
    }),
  ),
});

/** Stands for a body that was asked for as it is, without JSON around it. */
export const RAW = Symbol('raw');

/**
 * Holds answers against GitHub's own description of its API.
 *
 * @remarks
 * Every answer that is seen has to belong to a described operation and to one
 * of its statuses, and its body has to be as described.
 */
export class Conformance {
  private static shared: Conformance | undefined;

  private readonly validators = new Map<string, ValidateFunction>();
  private found: string[] = [];

  private constructor(private readonly ajv: Ajv) {}

  /** One for all tests of a file: the description takes a while to read. */
  static create(): Conformance {
    if (!Conformance.shared) {
      const ajv = new Ajv({ strict: false, allErrors: false, logger: false });
      addFormats(ajv);
      ajv.addSchema(toJsonSchema(description), 'github');
      Conformance.shared = new Conformance(ajv);
    }
    return Conformance.shared;
  }

  /** `url` may still be a template, as `/repos/{owner}/{repo}`. */
  check(method: string, url: string, status: number, body: unknown): void {
    const path = findTemplate(url.replace(/\?.*/, ''));
    const name = `${method} ${path} ${status}`;
    // Neither is described by operation: any of them may answer so.
    if (status === 401 || status === 400) {
      return;
    }
    const problem = this.problem(path, method.toLowerCase(), status, body);
    if (problem) {
      this.found.push(`${name}: ${problem}`);
    }
  }

  /** Throws when an answer since the last call was not as described. */
  assertNoProblems(): void {
    const problems = this.found;
    this.found = [];
    if (problems.length > 0) {
      throw new Error(`Not as GitHub answers:\n${problems.join('\n')}`);
    }
  }

  private problem(
    path: string,
    method: string,
    status: number,
    body: unknown,
  ): string | undefined {
    const pointer = ['paths', path, method];
    const operation = operationSchema.safeParse(lookup(pointer));
    if (!operation.success) {
      return 'GitHub has no such operation';
    }
    const response = operation.data.responses[String(status)];
    if (response === undefined) {
      return 'GitHub does not answer so here';
    }
    const at = response.$ref
      ? response.$ref.slice(2).split('/')
      : [...pointer, 'responses', String(status)];
    const schema = [...at, 'content', 'application/json', 'schema'];
    if (lookup(schema) === undefined || body === RAW) {
      return undefined;
    }
    const validate = this.validator(schema);
    return validate(body)
      ? undefined
      : this.ajv.errorsText(validate.errors, { dataVar: 'body' });
  }

  private validator(pointer: string[]): ValidateFunction {
    const $ref = `github#/${pointer.map(escapePointer).join('/')}`;
    const known = this.validators.get($ref);
    const validate = known ?? this.ajv.compile({ $ref });
    this.validators.set($ref, validate);
    return validate;
  }
}

const TEMPLATES = Object.keys(description.paths).map(template => ({
  template,
  pattern: new RegExp(`^${template.replace(/\{[^}]*\}/g, '[^/]+')}$`),
}));

function findTemplate(path: string): string {
  return (
    (
      TEMPLATES.find(({ template }) => template === path) ??
      TEMPLATES.find(({ pattern }) => pattern.test(path))
    )?.template ?? path
  );
}

function lookup(pointer: string[]): unknown {
  let value: unknown = description;
  for (const part of pointer) {
    const parent = z.record(z.string(), z.unknown()).safeParse(value);
    value = parent.data?.[part];
  }
  return value;
}

function escapePointer(part: string): string {
  return encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'));
}

/**
 * JSON Schema knows no `nullable`: a schema that has it may be null, too. And
 * of GitHub's alternatives, of which exactly one should fit, often two do.
 */
function toJsonSchema(value: unknown): AnySchema {
  return JSON.parse(JSON.stringify(value), (_key, each) => {
    if (each?.nullable !== true && !Array.isArray(each?.oneOf)) {
      return each;
    }
    const { nullable, oneOf, ...rest } = each;
    const schema = Array.isArray(oneOf) ? { ...rest, anyOf: oneOf } : rest;
    return nullable === true ? { anyOf: [{ type: 'null' }, schema] } : schema;
  });
}
