import { formatVariable } from './formatVariable';
import { Variable } from './Variable';

const REFERENCE =
  /\$(\w+)|\$\{(\w+)(?::([a-z]+))?\}|\[\[(\w+)(?::([a-z]+))?\]\]/g;

/**
 * Fills in variables once: what is inserted is not looked at again. A name that
 * is not known stays, as Grafana's own `$__interval` must.
 *
 * @param format - Taken where the text names none.
 */
export function interpolate(
  text: string,
  variables: readonly Variable[],
  format?: string,
): string {
  return text.replace(
    REFERENCE,
    (
      reference: string,
      bare?: string,
      braced?: string,
      bracedFormat?: string,
      old?: string,
      oldFormat?: string,
    ) => {
      const name = bare ?? braced ?? old;
      const variable = variables.find(candidate => candidate.name === name);
      return variable
        ? formatVariable(variable, bracedFormat ?? oldFormat ?? format)
        : reference;
    },
  );
}
