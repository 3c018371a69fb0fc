import { Select, Text } from '@backstage/ui';
import { DashboardVariable } from '@shop-portal/plugin-shop-monitoring-common';
import { VariableChoice } from './useVariableChoice';

function Picker(props: {
  variable: DashboardVariable;
  choice: VariableChoice;
}) {
  const { variable, choice } = props;
  const options = variable.options.map(({ value, text }) => ({
    value,
    label: text,
  }));
  const shared = { label: variable.label, size: 'small' as const, options };
  return variable.multi ? (
    <Select
      {...shared}
      selectionMode="multiple"
      value={variable.current}
      onChange={keys => choice.choose(variable.name, keys.map(String))}
    />
  ) : (
    <Select
      {...shared}
      value={variable.current[0] ?? null}
      onChange={key =>
        key !== null && choice.choose(variable.name, [String(key)])
      }
    />
  );
}

/** The choices of a dashboard; what the entity sets is not to be chosen. */
export function VariablePickers(props: {
  variables: DashboardVariable[];
  choice: VariableChoice;
}) {
  const free = props.variables.filter(
    ({ hidden, bound, type }) => !hidden && !bound && type !== 'constant',
  );
  return (
    <>
      {free.map(variable =>
        variable.problem ? (
          <Text key={variable.name} variant="body-small" color="secondary">
            {`${variable.label}: ${variable.problem}`}
          </Text>
        ) : (
          <Picker
            key={variable.name}
            variable={variable}
            choice={props.choice}
          />
        ),
      )}
    </>
  );
}
