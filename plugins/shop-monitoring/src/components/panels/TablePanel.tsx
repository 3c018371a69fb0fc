import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatAbsoluteTime } from '@shop-portal/plugin-shop-react';
import { PanelTable } from '@shop-portal/plugin-shop-monitoring-common';
import { shopMonitoringTranslationRef } from '../../translation';
import { DataTable } from '../DataTable/DataTable';
import { displayValue } from './displayValue';

type Column = PanelTable['columns'][number];

function cellText(column: Column, value: PanelTable['rows'][number][number]) {
  return column.type === 'time' && typeof value === 'number'
    ? formatAbsoluteTime(new Date(value).toISOString())
    : displayValue(column.display, value);
}

/** A table of Grafana, without the columns that it hides. */
export function TablePanel(props: { title: string; table: PanelTable }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { columns, rows, leftOut } = props.table;
  const shown = columns.flatMap((column, index) =>
    column.display.hidden ? [] : [{ column, index }],
  );
  return (
    <>
      <DataTable
        label={t('chart.tableOf', { title: props.title })}
        columns={shown.map(({ column }) => column.name)}
        rows={rows.map((row, number) => ({
          key: String(number),
          cells: shown.map(({ column, index }) => cellText(column, row[index])),
        }))}
      />
      {leftOut > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('panel.rowsLeftOut', { number: String(leftOut) })}
        </Text>
      )}
    </>
  );
}
