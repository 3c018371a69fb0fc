import styles from './DataTable.module.css';

export interface DataTableProps {
  /** Names the table for screen readers. */
  label: string;
  columns: string[];
  /** The first cell of a row is its heading. */
  rows: Array<{ key: string; cells: string[] }>;
}

/** A plain table of texts that scrolls inside itself. */
export function DataTable(props: DataTableProps) {
  return (
    <div
      className={styles.scroll}
      role="region"
      aria-label={props.label}
      // A scrolling region has to be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            {props.columns.map((column, index) => (
              // Columns may share a name.
              // eslint-disable-next-line react/no-array-index-key
              <th key={index} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map(({ key, cells: [heading, ...cells] }) => (
            <tr key={key}>
              <th scope="row">{heading}</th>
              {cells.map((cell, index) => (
                // Cells are told apart by their column only.
                // eslint-disable-next-line react/no-array-index-key
                <td key={index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
