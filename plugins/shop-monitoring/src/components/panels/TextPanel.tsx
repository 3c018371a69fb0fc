import { MarkdownContent } from '@backstage/core-components';
import { Text } from '@backstage/ui';
import { Panel } from '@shop-portal/plugin-shop-monitoring-common';
import styles from './panels.module.css';

/** Words of a dashboard's author; what could run is taken out. */
export function TextPanel(props: { text: NonNullable<Panel['text']> }) {
  const { mode, content } = props.text;
  return mode === 'markdown' ? (
    <div className={styles.markdown}>
      <MarkdownContent content={content} dialect="gfm" linkTarget="_blank" />
    </div>
  ) : (
    <Text as="p" variant="body-medium" className={styles.plain}>
      {content}
    </Text>
  );
}
