import { Request } from 'express';
import { parseDuration } from './promql/durations';
import { PromqlError } from './promql/PromqlError';

/** Parameters from the address and, in a POST, from the form as well. */
export class QueryParameters {
  private readonly values: URLSearchParams;

  constructor({ url, body }: Request) {
    // Not `request.query`, which takes the brackets off `match[]`.
    this.values = new URL(url, 'http://localhost').searchParams;
    for (const [name, value] of Object.entries(body ?? {})) {
      [value].flat().forEach(each => this.values.append(name, String(each)));
    }
  }

  all(name: string): string[] {
    return this.values.getAll(name);
  }

  optional(name: string): string | undefined {
    return this.all(name)[0];
  }

  required(name: string): string {
    const value = this.optional(name);
    if (!value) {
      throw PromqlError.badData(
        `invalid parameter "${name}": 1:1: parse error: no expression found in input`,
      );
    }
    return value;
  }

  time(name: string, otherwise?: number): number {
    const text = this.optional(name);
    if (text === undefined && otherwise !== undefined) {
      return otherwise;
    }
    const value = Number(text || NaN);
    const time = Number.isNaN(value) ? Date.parse(text ?? '') / 1000 : value;
    if (!Number.isFinite(time)) {
      throw PromqlError.badData(
        `invalid parameter "${name}": cannot parse "${
          text ?? ''
        }" to a valid timestamp`,
      );
    }
    return time;
  }

  step(): number {
    const text = this.optional('step') ?? '';
    const step = parseDuration(text);
    if (step === undefined) {
      throw PromqlError.badData(
        `invalid parameter "step": cannot parse "${text}" to a valid duration`,
      );
    }
    if (step <= 0) {
      throw PromqlError.badData(
        'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer',
      );
    }
    return step;
  }
}
