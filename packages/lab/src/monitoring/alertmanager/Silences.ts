import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { createMatcher } from '../prometheus/promql/matchers';
import { Labels } from '../traffic/Series';
import { AlertmanagerError } from './AlertmanagerError';

const matcherSchema = z.object({
  name: z.string(),
  value: z.string(),
  isRegex: z.boolean(),
  isEqual: z.boolean().default(true),
});

export const silenceSchema = z.object({
  id: z.string(),
  matchers: z.array(matcherSchema),
  startsAt: z.string(),
  endsAt: z.string(),
  updatedAt: z.string(),
  createdBy: z.string(),
  comment: z.string(),
});

const requestSchema = silenceSchema
  .omit({ updatedAt: true })
  .partial({ id: true });

export type Silence = z.infer<typeof silenceSchema>;
type SilenceMatcher = Silence['matchers'][number];

const KEPT_MILLIS = 120 * 3_600_000;

/** The silences, each pending, then active, then expired. */
export class Silences {
  private byId: Map<string, Silence>;

  private constructor(
    kept: Silence[],
    /** Milliseconds since the epoch. */
    private readonly now: () => number,
    private readonly onChange: () => void,
  ) {
    this.byId = new Map(kept.map(each => [each.id, each]));
  }

  static create(options: {
    kept: Silence[];
    now: () => number;
    onChange: () => void;
  }): Silences {
    return new Silences(options.kept, options.now, options.onChange);
  }

  list(): Silence[] {
    const oldest = this.now() - KEPT_MILLIS;
    return [...this.byId.values()].filter(
      ({ endsAt }) => Date.parse(endsAt) > oldest,
    );
  }

  find(id: string): Silence | undefined {
    return this.byId.get(id);
  }

  /** @throws AlertmanagerError 404 */
  get(id: string): Silence {
    const silence = this.find(id);
    if (!silence) {
      throw new AlertmanagerError(404, 'silence not found');
    }
    return silence;
  }

  stateOf({ startsAt, endsAt }: Silence): 'pending' | 'active' | 'expired' {
    if (Date.parse(endsAt) <= this.now()) {
      return 'expired';
    }
    return Date.parse(startsAt) > this.now() ? 'pending' : 'active';
  }

  /** Ids of the active silences that cover an alert. */
  covering(labels: Labels): string[] {
    return this.list()
      .filter(each => this.stateOf(each) === 'active')
      .filter(each =>
        each.matchers
          .map(toMatcher)
          .every(({ name, matches }) => matches(labels[name] ?? '')),
      )
      .map(({ id }) => id);
  }

  /**
   * Creates one, or changes the one with the id that the request has. Other
   * matchers make it another silence, with an id of its own.
   */
  set(body: unknown): string {
    const request = parseRequest(body);
    const now = this.now();
    if (Date.parse(request.startsAt) >= Date.parse(request.endsAt)) {
      throw new AlertmanagerError(
        400,
        'Failed to create silence: start time must be before end time',
      );
    }
    if (Date.parse(request.endsAt) <= now) {
      throw new AlertmanagerError(
        400,
        "Failed to create silence: end time can't be in the past",
      );
    }
    if (compileAll(request.matchers).every(({ matches }) => matches(''))) {
      throw new AlertmanagerError(
        400,
        'silence invalid: at least one matcher must not match the empty string',
      );
    }
    const earlier = request.id ? this.get(request.id) : undefined;
    const isSame =
      earlier &&
      this.stateOf(earlier) !== 'expired' &&
      JSON.stringify(earlier.matchers) === JSON.stringify(request.matchers);
    if (earlier && !isSame) {
      this.expire(earlier.id);
    }
    const startsAt = Math.max(Date.parse(request.startsAt), now);
    const id = isSame ? earlier.id : randomUUID();
    this.byId.set(id, {
      ...request,
      id,
      startsAt: isSame ? earlier.startsAt : new Date(startsAt).toISOString(),
      endsAt: new Date(request.endsAt).toISOString(),
      updatedAt: new Date(now).toISOString(),
    });
    this.onChange();
    return id;
  }

  /** Ends it now; one that has ended stays as it is. */
  expire(id: string): void {
    const silence = this.get(id);
    if (this.stateOf(silence) !== 'expired') {
      const now = new Date(this.now()).toISOString();
      const startsAt = silence.startsAt > now ? now : silence.startsAt;
      this.byId.set(id, { ...silence, startsAt, endsAt: now, updatedAt: now });
      this.onChange();
    }
  }
}

function toMatcher({ name, value, isRegex, isEqual }: SilenceMatcher) {
  const equality = isRegex ? ('=~' as const) : ('=' as const);
  const inequality = isRegex ? ('!~' as const) : ('!=' as const);
  return createMatcher(name, isEqual ? equality : inequality, value);
}

/** @throws AlertmanagerError 400 */
function compileAll(matchers: SilenceMatcher[]) {
  return matchers.map((matcher, index) => {
    try {
      return toMatcher(matcher);
    } catch (error) {
      throw new AlertmanagerError(
        400,
        `silence invalid: invalid label matcher ${index}: ${
          (error as Error).message
        }`,
      );
    }
  });
}

const CODE_MISSING = 602;
const CODE_TOO_FEW = 612;

function parseRequest(body: unknown) {
  const fields = z.record(z.string(), z.unknown()).catch({}).parse(body);
  for (const name of [
    'comment',
    'createdBy',
    'endsAt',
    'startsAt',
    'matchers',
  ]) {
    if (fields[name] === undefined) {
      throw new AlertmanagerError(422, {
        code: CODE_MISSING,
        message: `${name} in body is required`,
      });
    }
  }
  const { data, error } = requestSchema.safeParse(fields);
  if (!data || ![data.startsAt, data.endsAt].every(Date.parse)) {
    throw new AlertmanagerError(400, {
      code: 400,
      message: error ? z.prettifyError(error) : 'parsing time failed',
    });
  }
  if (data.matchers.length === 0) {
    throw new AlertmanagerError(422, {
      code: CODE_TOO_FEW,
      message: 'matchers in body should have at least 1 items',
    });
  }
  return data;
}
