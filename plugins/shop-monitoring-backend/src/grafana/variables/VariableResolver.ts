import { InputError } from '@backstage/errors';
import {
  DashboardVariable,
  VariableValues,
} from '@shop-portal/plugin-shop-monitoring-common';
import { WatchScope } from '../../entities/WatchScope';
import { AnswerCache } from '../../upstream/AnswerCache';
import { compilePattern } from '../compilePattern';
import { DataSourceFinder } from '../DataSourceFinder';
import { ClassicVariable } from '../definition/classic';
import { GrafanaClient } from '../GrafanaClient';
import { boundValues } from './boundValue';
import { interpolate } from './interpolate';
import { parseLabelQuery } from './parseLabelQuery';
import {
  Option,
  readCustomOptions,
  readIntervalOptions,
  sortOptions,
} from './readOptions';
import { ALL, isSafeValue, Variable } from './Variable';

const FRESH_MILLIS = 30_000;
const LOOK_BACK_MILLIS = 6 * 60 * 60_000;
const TIME_STEP_MILLIS = 5 * 60_000;
const MAX_OPTIONS = 1_000;

const TYPES = [
  'query',
  'custom',
  'interval',
  'constant',
  'datasource',
] as const;

export interface ResolvedVariables {
  variables: Variable[];
  /** Variables that are not used here. */
  notices: string[];
}

export interface VariableResolverOptions {
  instance: string;
  client: GrafanaClient;
  cache: AnswerCache;
  dataSources: DataSourceFinder;
}

/** Finds the options of variables and decides their values. */
export class VariableResolver {
  static create(options: VariableResolverOptions): VariableResolver {
    return new VariableResolver(options);
  }

  private constructor(private readonly options: VariableResolverOptions) {}

  /**
   * @param wanted - Values from the browser; those of bound variables are not
   * looked at.
   * @throws InputError where a value is not among the options.
   */
  async resolve(
    definitions: readonly ClassicVariable[],
    scope: WatchScope,
    wanted: VariableValues,
  ): Promise<ResolvedVariables> {
    const variables: Variable[] = [];
    const notices: string[] = [];
    // In order: a variable may only use those before it.
    for (const definition of definitions) {
      const type = TYPES.find(known => known === definition.type);
      if (type) {
        variables.push(
          await this.resolveOne(definition, type, scope, wanted, variables),
        );
      } else {
        notices.push(
          `The variable ${definition.name} (${definition.type}) is not used here.`,
        );
      }
    }
    return { variables, notices };
  }

  private async resolveOne(
    definition: ClassicVariable,
    type: DashboardVariable['type'],
    scope: WatchScope,
    wanted: VariableValues,
    before: Variable[],
  ): Promise<Variable> {
    const found = await this.findOptions(definition, type, before);
    const includeAll = definition.includeAll ?? false;
    const safe = found.options.filter(({ value }) => isSafeValue(value));
    const options = [
      ...(includeAll ? [{ value: ALL, text: 'All' }] : []),
      ...sortOptions(safe, definition.sort ?? 0).slice(0, MAX_OPTIONS),
    ];
    const variable: Variable = {
      name: definition.name,
      label: definition.label ?? definition.name,
      type,
      multi: definition.multi ?? false,
      hidden: definition.hide === 2 || type === 'constant',
      bound: false,
      options,
      current: [],
      includeAll,
      ...(definition.allValue ? { allValue: definition.allValue } : {}),
      ...(found.problem && { problem: found.problem }),
    };
    const bound = chooseBound(
      boundValues(definition.name, scope),
      options,
      variable.multi,
    );
    if (bound && type !== 'datasource' && type !== 'interval') {
      return {
        ...variable,
        bound: true,
        current: bound,
        allValue: undefined,
        options: bound.map(value => ({ value, text: value })),
      };
    }
    return {
      ...variable,
      current:
        checkWanted(variable, wanted[definition.name]) ??
        chooseDefault(variable, definition),
    };
  }

  private async findOptions(
    definition: ClassicVariable,
    type: DashboardVariable['type'],
    before: Variable[],
  ): Promise<{ options: Option[]; problem?: string }> {
    switch (type) {
      case 'custom':
        return { options: readCustomOptions(definition) };
      case 'interval':
        return { options: readIntervalOptions(definition) };
      case 'constant': {
        const value = String(definition.query ?? '');
        return { options: [{ value, text: value }] };
      }
      case 'datasource': {
        const sources = await this.options.dataSources.list();
        return {
          options: sources
            .filter(source => source.type === 'prometheus')
            .map(({ uid, name }) => ({ value: uid, text: name })),
        };
      }
      default:
        return await this.queryOptions(definition, before);
    }
  }

  private async queryOptions(
    definition: ClassicVariable,
    before: Variable[],
  ): Promise<{ options: Option[]; problem?: string }> {
    const query = parseLabelQuery(definition);
    const source = await this.options.dataSources.find(
      definition.datasource,
      before,
    );
    if (!query || source?.type !== 'prometheus') {
      return { options: [], problem: 'This kind of query is not read here.' };
    }
    const { instance, client, cache } = this.options;
    const selector = query.selector && interpolate(query.selector, before);
    const to = Math.floor(Date.now() / TIME_STEP_MILLIS) * TIME_STEP_MILLIS;
    const request = {
      dataSource: source.uid,
      label: query.label,
      selector,
      from: to - LOOK_BACK_MILLIS,
      to: to + TIME_STEP_MILLIS,
    };
    const reading = await cache.read(
      `grafana:${instance}:labels:${JSON.stringify(request)}`,
      FRESH_MILLIS,
      () => client.listLabelValues(request),
    );
    const options = filterByPattern(reading.value ?? [], definition.regex);
    if (!options) {
      return { options: [], problem: 'Its pattern cannot be used here.' };
    }
    return {
      options,
      ...(reading.failure && {
        problem: 'Its values could not be read from Grafana.',
      }),
    };
  }
}

/** What of the entity's values there is; else the first of them. */
function chooseBound(
  values: string[] | undefined,
  options: Option[],
  multi: boolean,
): string[] | undefined {
  if (!values) {
    return undefined;
  }
  const offered = values.filter(value =>
    options.some(option => option.value === value),
  );
  return multi && offered.length > 0 ? offered : [offered[0] ?? values[0]];
}

function checkWanted(
  variable: Variable,
  wanted: string[] | undefined,
): string[] | undefined {
  if (!wanted || wanted.length === 0) {
    return undefined;
  }
  const { name, options, multi } = variable;
  if (wanted.length > 1 && !multi) {
    throw new InputError(`The variable ${name} takes one value.`);
  }
  for (const value of wanted) {
    if (!options.some(option => option.value === value)) {
      throw new InputError(
        `The variable ${name} does not have the value ${JSON.stringify(
          value.slice(0, 100),
        )}.`,
      );
    }
  }
  return wanted;
}

/** What the dashboard was saved with, as far as it is still there. */
function chooseDefault(
  { options, multi }: Variable,
  { current }: ClassicVariable,
): string[] {
  const saved = [current?.value ?? []]
    .flat()
    .filter(value => options.some(option => option.value === value));
  const chosen = saved.length > 0 ? saved : options.map(({ value }) => value);
  return multi && saved.length > 0 ? chosen : chosen.slice(0, 1);
}

/** With a group in the pattern that group is the value. */
function filterByPattern(
  values: string[],
  regex: string | undefined,
): Option[] | undefined {
  const pattern = regex ? compilePattern(regex) : /^/;
  if (!pattern) {
    return undefined;
  }
  const options = values.flatMap(raw => {
    const match = pattern.exec(raw.slice(0, 500));
    if (!match) {
      return [];
    }
    const value = match.groups?.value ?? match[1] ?? raw;
    return { value, text: match.groups?.text ?? value };
  });
  return [...new Map(options.map(option => [option.value, option])).values()];
}
