import {
  Reducer,
  reducerSchema,
} from '@shop-portal/plugin-shop-monitoring-common';
import { z } from 'zod';
import { compilePattern } from '../compilePattern';
import { Transformation } from '../definition/classic';
import { Field, fieldTitle, Frame, toNumberOrGap } from './Frame';
import { mergeFrames } from './mergeFrames';
import { reduceValues } from './reduceValues';

type Options = Record<string, unknown>;
type Transform = (frames: Frame[], options: Options) => Frame[];

const transforms: Record<string, Transform> = {
  organize,
  reduce,
  merge: frames => mergeFrames(frames),
  filterFieldsByName,
  renameByRegex,
  sortBy,
  limit,
};

/** Why a panel's transformations cannot be done here, if they cannot. */
export function findTransformationProblem(
  transformations: readonly Transformation[],
): string | undefined {
  const unknown = transformations.find(
    ({ id, disabled }) => !disabled && !Object.hasOwn(transforms, id),
  );
  return (
    unknown &&
    `The transformation ${unknown.id} of this panel is not done here.`
  );
}

/** Grafana does these in the browser, one after the other. */
export function transformFrames(
  frames: Frame[],
  transformations: readonly Transformation[],
): Frame[] {
  return transformations
    .filter(({ disabled }) => !disabled)
    .reduce(
      (result, { id, options }) => transforms[id](result, options),
      frames,
    );
}

const organizeSchema = z.object({
  excludeByName: z.record(z.string(), z.boolean()).catch({}),
  indexByName: z.record(z.string(), z.number()).catch({}),
  renameByName: z.record(z.string(), z.string()).catch({}),
});

function organize(frames: Frame[], options: Options): Frame[] {
  const { excludeByName, indexByName, renameByName } =
    organizeSchema.parse(options);
  return frames.map(frame => ({
    ...frame,
    fields: frame.fields
      .map(field => ({ field, title: fieldTitle(field, frame) }))
      .filter(({ title }) => !excludeByName[title])
      .sort(
        (a, b) =>
          (indexByName[a.title] ?? Infinity) -
            (indexByName[b.title] ?? Infinity) || 0,
      )
      .map(({ field, title }) =>
        renameByName[title]
          ? { ...field, displayName: renameByName[title] }
          : field,
      ),
  }));
}

const reduceSchema = z.object({
  reducers: z.array(z.unknown()).catch([]),
  mode: z.enum(['seriesToRows', 'reduceFields']).catch('seriesToRows'),
  labelsToFields: z.boolean().catch(false),
});

const REDUCER_TITLES: Record<Reducer, string> = {
  last: 'Last',
  lastNotNull: 'Last *',
  first: 'First',
  firstNotNull: 'First *',
  min: 'Min',
  max: 'Max',
  mean: 'Mean',
  sum: 'Total',
  count: 'Count',
  range: 'Range',
  diff: 'Difference',
};

function reduce(frames: Frame[], options: Options): Frame[] {
  const { reducers, mode, labelsToFields } = reduceSchema.parse(options);
  const known = reducers.flatMap(reducer => {
    const result = reducerSchema.safeParse(reducer);
    return result.success ? [result.data] : [];
  });
  const chosen: Reducer[] = known.length > 0 ? known : ['max'];
  if (mode === 'reduceFields') {
    return frames.map(frame => ({
      ...frame,
      fields: frame.fields
        .filter(({ type }) => type === 'number')
        .map(field => ({ ...field, values: [reduceField(field, chosen[0])] })),
    }));
  }
  const series = frames.flatMap(frame =>
    frame.fields
      .filter(({ type }) => type === 'number')
      .map(field => ({ field, title: fieldTitle(field, frame) })),
  );
  const labels = labelsToFields
    ? [...new Set(series.flatMap(({ field }) => Object.keys(field.labels)))]
    : [];
  return [
    {
      refId: frames[0]?.refId ?? '',
      notices: frames.flatMap(({ notices }) => notices),
      fields: [
        column(
          'Field',
          'string',
          series.map(({ title }) => title),
        ),
        ...labels.map(label =>
          column(
            label,
            'string',
            series.map(({ field }) => field.labels[label] ?? null),
          ),
        ),
        ...chosen.map(reducer =>
          column(
            REDUCER_TITLES[reducer],
            'number',
            series.map(({ field }) => reduceField(field, reducer)),
          ),
        ),
      ],
    },
  ];
}

const namesSchema = z
  .object({
    names: z.array(z.string()).catch([]),
    pattern: z.string().catch(''),
  })
  .optional()
  .catch(undefined);

const filterSchema = z.object({ include: namesSchema, exclude: namesSchema });

function filterFieldsByName(frames: Frame[], options: Options): Frame[] {
  const { include, exclude } = filterSchema.parse(options);
  return frames
    .map(frame => ({
      ...frame,
      fields: frame.fields.filter(field => {
        const title = fieldTitle(field, frame);
        return (
          (!include || isNamed(title, include)) &&
          (!exclude || !isNamed(title, exclude))
        );
      }),
    }))
    .filter(({ fields }) => fields.length > 0);
}

function isNamed(
  title: string,
  { names, pattern }: { names: string[]; pattern: string },
): boolean {
  return (
    names.includes(title) ||
    (pattern !== '' && (compilePattern(pattern)?.test(title) ?? false))
  );
}

const renameSchema = z.object({
  regex: z.string().catch(''),
  renamePattern: z.string().catch(''),
});

function renameByRegex(frames: Frame[], options: Options): Frame[] {
  const { regex, renamePattern } = renameSchema.parse(options);
  const pattern = compilePattern(regex);
  return frames.map(frame => ({
    ...frame,
    fields: frame.fields.map(field => {
      const title = fieldTitle(field, frame);
      return pattern && field.type !== 'time' && pattern.test(title)
        ? { ...field, displayName: title.replace(pattern, renamePattern) }
        : field;
    }),
  }));
}

const sortSchema = z.object({
  sort: z
    .array(z.object({ field: z.string(), desc: z.boolean().optional() }))
    .catch([]),
});

function sortBy(frames: Frame[], options: Options): Frame[] {
  const [sort] = sortSchema.parse(options).sort;
  return frames.map(frame => {
    const by = frame.fields.find(
      field => fieldTitle(field, frame) === sort?.field,
    );
    if (!by) {
      return frame;
    }
    const direction = sort.desc ? -1 : 1;
    const order = by.values
      .map((_, index) => index)
      .sort((a, b) => compare(by.values[a], by.values[b]) * direction);
    return pickRows(frame, order);
  });
}

function limit(frames: Frame[], options: Options): Frame[] {
  const rows = Number(options.limitField ?? 10);
  return frames.map(frame => ({
    ...frame,
    fields: frame.fields.map(field => ({
      ...field,
      values: field.values.slice(0, Number.isFinite(rows) ? rows : 10),
    })),
  }));
}

function pickRows(frame: Frame, rows: number[]): Frame {
  return {
    ...frame,
    fields: frame.fields.map(field => ({
      ...field,
      values: rows.map(row => field.values[row]),
    })),
  };
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') {
    return a - b;
  }
  return String(a ?? '').localeCompare(String(b ?? ''), 'en');
}

function reduceField({ values }: Field, reducer: Reducer): number | null {
  return reduceValues(values.map(toNumberOrGap), reducer);
}

function column(
  name: string,
  type: Field['type'],
  values: Field['values'],
): Field {
  return { name, type, labels: {}, values };
}
