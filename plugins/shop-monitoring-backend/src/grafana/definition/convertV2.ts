import { z } from 'zod';
import { optionalPart, tolerantArray } from '../../upstream/tolerant';

const anyObject = z.record(z.string(), z.unknown());
const ref = z.object({ name: z.string() });

const panelElement = z.object({
  kind: z.literal('Panel'),
  spec: z.object({
    id: z.number(),
    title: z.string().default(''),
    description: z.string().optional(),
    data: z.object({
      spec: z.object({
        queries: tolerantArray(
          z.object({
            spec: z.object({
              refId: z.string(),
              hidden: z.boolean().optional(),
              query: z.object({
                group: z.string().optional(),
                datasource: optionalPart(ref),
                spec: anyObject.default({}),
              }),
            }),
          }),
        ).default([]),
        transformations: tolerantArray(
          z.object({
            kind: z.string(),
            group: z.string().optional(),
            spec: z.object({
              id: z.string().optional(),
              options: anyObject.default({}),
              disabled: z.boolean().optional(),
            }),
          }),
        ).default([]),
        queryOptions: anyObject.default({}),
      }),
    }),
    vizConfig: z.object({
      group: z.string().default(''),
      spec: z.object({
        options: anyObject.default({}),
        fieldConfig: z.unknown().optional(),
      }),
    }),
  }),
});

const libraryElement = z.object({
  kind: z.literal('LibraryPanel'),
  spec: z.object({
    id: z.number(),
    title: z.string().optional(),
    libraryPanel: z.object({ uid: z.string() }),
  }),
});

const elementSchema = z.discriminatedUnion('kind', [
  panelElement,
  libraryElement,
]);

const layoutSchema = z.object({ kind: z.string(), spec: anyObject });

const gridItems = tolerantArray(
  z.object({
    spec: z.object({
      x: z.number().default(0),
      y: z.number().default(0),
      width: z.number().default(24),
      height: z.number().default(8),
      element: ref,
      repeat: optionalPart(z.object({ value: z.string() })),
    }),
  }),
);

const autoItems = tolerantArray(
  z.object({
    spec: z.object({
      element: ref,
      repeat: optionalPart(z.object({ value: z.string() })),
    }),
  }),
);

const sections = tolerantArray(
  z.object({
    spec: z.object({
      title: z.string().default(''),
      collapse: z.boolean().optional(),
      layout: layoutSchema,
    }),
  }),
);

const variableSchema = z.object({
  kind: z.string(),
  spec: anyObject,
});

const specSchema = z.object({
  title: z.string().default(''),
  description: z.string().optional(),
  tags: z.array(z.string()).default([]),
  cursorSync: z.string().optional(),
  timeSettings: optionalPart(
    z.object({
      from: z.string(),
      to: z.string(),
      autoRefresh: z.string().optional(),
    }),
  ),
  elements: z.record(z.string(), z.unknown()).default({}),
  layout: layoutSchema,
  variables: tolerantArray(variableSchema).default([]),
});

interface Placed {
  x: number;
  y: number;
  w: number;
  h: number;
}

const AUTO_HEIGHT = 8;
const HIDE: Record<string, number> = { hideLabel: 1, hideVariable: 2 };

class LayoutReader {
  readonly panels: object[] = [];
  /** The next free line of the grid. */
  private bottom = 0;
  private rows = 0;

  constructor(private readonly elements: Record<string, unknown>) {}

  read({ kind, spec }: z.output<typeof layoutSchema>): void {
    const top = this.bottom;
    if (kind === 'GridLayout') {
      for (const { spec: item } of listOf(gridItems, spec.items)) {
        this.add(item.element.name, item.repeat?.value, {
          x: item.x,
          y: top + item.y,
          w: item.width,
          h: item.height,
        });
      }
    } else if (kind === 'AutoGridLayout') {
      const columns = Math.min(
        Math.max(Number(spec.maxColumnCount) || 3, 1),
        6,
      );
      const w = Math.floor(24 / columns);
      listOf(autoItems, spec.items).forEach(({ spec: item }, index) =>
        this.add(item.element.name, item.repeat?.value, {
          x: (index % columns) * w,
          y: top + Math.floor(index / columns) * AUTO_HEIGHT,
          w,
          h: AUTO_HEIGHT,
        }),
      );
    } else {
      for (const { spec: section } of listOf(
        sections,
        spec.rows ?? spec.tabs,
      )) {
        this.panels.push({
          id: -1 - this.rows++,
          type: 'row',
          title: section.title,
          collapsed: false,
          gridPos: { x: 0, y: this.bottom, w: 24, h: 1 },
        });
        this.bottom += 1;
        this.read(section.layout);
      }
    }
  }

  private add(name: string, repeat: string | undefined, place: Placed): void {
    this.bottom = Math.max(this.bottom, place.y + place.h);
    const element = elementSchema.safeParse(this.elements[name]);
    if (element.success) {
      this.panels.push({ ...toPanel(element.data), gridPos: place, repeat });
    }
  }
}

/**
 * Turns the newer form of a dashboard into the classic one, as far as it is
 * drawn. Tabs become rows, because every part shall be seen.
 */
export function convertV2(value: unknown): Record<string, unknown> {
  const result = specSchema.safeParse(value);
  if (!result.success) {
    return { panels: null };
  }
  const spec = result.data;
  const layout = new LayoutReader(spec.elements);
  layout.read(spec.layout);
  return {
    title: spec.title,
    description: spec.description,
    tags: spec.tags,
    time: spec.timeSettings && {
      from: spec.timeSettings.from,
      to: spec.timeSettings.to,
    },
    refresh: spec.timeSettings?.autoRefresh,
    graphTooltip: spec.cursorSync && spec.cursorSync !== 'Off' ? 1 : 0,
    panels: layout.panels,
    templating: {
      list: spec.variables.map(({ kind, spec: variable }) =>
        toVariable(kind, variable),
      ),
    },
  };
}

function toPanel(element: z.output<typeof elementSchema>): object {
  if (element.kind === 'LibraryPanel') {
    const { id, title, libraryPanel } = element.spec;
    return { id, title, libraryPanel };
  }
  const { id, title, description, data, vizConfig } = element.spec;
  const { queries, transformations, queryOptions } = data.spec;
  return {
    ...{ id, title, description },
    type: vizConfig.group,
    options: vizConfig.spec.options,
    fieldConfig: vizConfig.spec.fieldConfig ?? undefined,
    targets: queries.map(({ spec: { refId, hidden, query } }) => ({
      ...query.spec,
      refId,
      hide: hidden,
      datasource: { uid: query.datasource?.name, type: query.group },
    })),
    transformations: transformations.map(({ kind, group, spec }) => ({
      id: spec.id ?? group ?? kind,
      options: spec.options,
      disabled: spec.disabled,
    })),
    interval: queryOptions.interval,
    timeFrom: queryOptions.timeFrom,
    timeShift: queryOptions.timeShift,
  };
}

function toVariable(kind: string, spec: Record<string, unknown>): object {
  const query = z
    .object({
      group: z.string().optional(),
      datasource: optionalPart(ref),
      spec: anyObject,
    })
    .safeParse(spec.query);
  return {
    ...spec,
    type: kind.replace(/Variable$/, '').toLowerCase(),
    hide: HIDE[String(spec.hide)] ?? 0,
    sort: 0,
    ...(kind === 'DatasourceVariable' && { query: spec.pluginId }),
    ...(query.success && {
      query: query.data.spec,
      datasource: {
        uid: query.data.datasource?.name,
        type: query.data.group,
      },
    }),
  };
}

function listOf<T>(schema: z.ZodType<T[]>, value: unknown): T[] {
  const result = schema.safeParse(value);
  return result.success ? result.data : [];
}
