import {
  Panel,
  PanelKind,
  panelKindSchema,
  Reducer,
  reducerSchema,
} from '@shop-portal/plugin-shop-monitoring-common';
import { z } from 'zod';
import { findTransformationProblem } from '../frames/transform';
import { ClassicDashboard, ClassicPanel, parsePanel } from './classic';
import { readFieldDisplay } from './readFieldDisplay';

/** A panel with what only the server knows. */
export interface PanelDefinition {
  /** Without its link, and with its variables not filled in. */
  panel: Omit<Panel, 'link'>;
  source: ClassicPanel;
}

const legendSchema = z.object({
  showLegend: z.boolean().catch(true),
  displayMode: z.enum(['list', 'table', 'hidden']).catch('list'),
  placement: z.enum(['bottom', 'right']).catch('bottom'),
  calcs: z.array(z.unknown()).catch([]),
});

const optionsSchema = z.object({
  legend: legendSchema.catch(legendSchema.parse({})),
  reduceOptions: z
    .object({ calcs: z.array(z.unknown()).catch([]) })
    .catch({ calcs: [] }),
  colorMode: z.enum(['value', 'background', 'none']).catch('value'),
  graphMode: z.enum(['none', 'line', 'area']).catch('none'),
  textMode: z
    .enum(['auto', 'value', 'value_and_name', 'name', 'none'])
    .catch('auto'),
  orientation: z.enum(['auto', 'horizontal', 'vertical']).catch('auto'),
  mode: z.string().catch('markdown'),
  content: z.string().catch(''),
});

/**
 * The panels in the order of the grid. A row that is open is followed by its
 * panels, one that is closed holds them.
 */
export function readPanels(dashboard: ClassicDashboard): PanelDefinition[] {
  const sorted = [...dashboard.panels].sort(
    (a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x,
  );
  const definitions: PanelDefinition[] = [];
  let rowId: number | undefined;
  for (const source of sorted) {
    if (source.type === 'row') {
      rowId = source.id;
      definitions.push(toDefinition(source, undefined));
      for (const child of source.panels ?? []) {
        const parsed = parsePanel(child);
        if (parsed) {
          definitions.push(toDefinition(parsed, rowId));
        }
      }
    } else {
      definitions.push(toDefinition(source, rowId));
    }
  }
  return definitions;
}

function toDefinition(
  source: ClassicPanel,
  rowId: number | undefined,
): PanelDefinition {
  const options = optionsSchema.parse(source.options);
  const kind = toKind(source.type);
  const problem = findProblem(source, kind, options.mode);
  return {
    source,
    panel: {
      id: source.id,
      kind,
      type: source.type,
      title: source.title,
      ...(source.description && { description: source.description }),
      gridPos: source.gridPos,
      ...(rowId !== undefined && { rowId }),
      ...(kind === 'row' && { collapsed: source.collapsed ?? false }),
      ...(problem && { problem }),
      display: readFieldDisplay(source.fieldConfig.defaults),
      legend: {
        show:
          options.legend.showLegend && options.legend.displayMode !== 'hidden',
        mode: options.legend.displayMode === 'table' ? 'table' : 'list',
        placement: options.legend.placement,
        calcs: toReducers(options.legend.calcs),
      },
      calcs: withDefault(toReducers(options.reduceOptions.calcs)),
      stat: {
        colorMode: options.colorMode,
        graphMode: options.graphMode === 'none' ? 'none' : 'area',
        textMode: options.textMode,
        orientation: options.orientation,
      },
      ...(kind === 'text' && {
        text: {
          mode: options.mode === 'markdown' ? 'markdown' : 'plain',
          content: options.mode === 'html' ? '' : options.content,
        },
      }),
      ...(source.timeFrom && { timeFrom: source.timeFrom }),
      ...(source.timeShift && { timeShift: source.timeShift }),
    },
  };
}

function toKind(type: string): PanelKind {
  const result = panelKindSchema.safeParse(type);
  return result.success ? result.data : 'unsupported';
}

function findProblem(
  source: ClassicPanel,
  kind: PanelKind,
  textMode: string,
): string | undefined {
  if (kind === 'unsupported') {
    return `This panel type (${source.type || 'unknown'}) is not drawn here.`;
  }
  if (kind === 'text' && textMode === 'html') {
    return 'HTML is not shown here.';
  }
  return findTransformationProblem(source.transformations);
}

function toReducers(calcs: readonly unknown[]): Reducer[] {
  return calcs.flatMap(calc => {
    const result = reducerSchema.safeParse(calc);
    return result.success ? [result.data] : [];
  });
}

function withDefault(calcs: Reducer[]): Reducer[] {
  return calcs.length > 0 ? calcs : ['lastNotNull'];
}
