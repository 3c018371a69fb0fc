export type TemplateParameters = Record<string, unknown>;

/**
 * Renders the expressions that the lab's ApplicationSets use; anything else,
 * and every missing key, is an error, as with `missingkey=error`.
 */
export function renderTemplate(
  template: string,
  parameters: TemplateParameters,
): string {
  return template.replace(/\{\{(.*?)\}\}/g, (_match, inner: string) =>
    evaluate(inner.trim(), parameters),
  );
}

/** Renders every string in a value of JSON; keys stay as they are. */
export function renderDeep(value: unknown, parameters: TemplateParameters) {
  const render = (current: unknown): unknown => {
    if (typeof current === 'string') {
      return renderTemplate(current, parameters);
    }
    if (Array.isArray(current)) {
      return current.map(render);
    }
    if (typeof current === 'object' && current !== null) {
      return Object.fromEntries(
        Object.entries(current).map(([key, item]) => [key, render(item)]),
      );
    }
    return current;
  };
  return render(value);
}

function evaluate(expression: string, parameters: TemplateParameters): string {
  const field = /^\.([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)$/.exec(expression);
  if (field) {
    return toText(expression, lookUp(field[1], parameters));
  }
  const index = /^index \.([A-Za-z_][\w.]*) (\d+)$/.exec(expression);
  if (index) {
    const list = lookUp(index[1], parameters);
    return toText(
      expression,
      Array.isArray(list) ? list[Number(index[2])] : undefined,
    );
  }
  throw new Error(`failed to parse template expression {{${expression}}}`);
}

function lookUp(path: string, parameters: TemplateParameters): unknown {
  let value: unknown = parameters;
  for (const key of path.split('.')) {
    if (
      typeof value !== 'object' ||
      value === null ||
      !Object.hasOwn(value, key)
    ) {
      return undefined;
    }
    value = Object.entries(value).find(([name]) => name === key)?.[1];
  }
  return value;
}

function toText(expression: string, value: unknown): string {
  if (
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  ) {
    return String(value);
  }
  throw new Error(
    `failed to execute go template {{${expression}}}: map has no entry for key`,
  );
}
