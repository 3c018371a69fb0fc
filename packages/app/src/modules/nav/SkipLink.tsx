import { focusMainContent } from './focusMainContent';
import styles from './ShopSidebar.module.css';

/** The first stop of the keyboard on every page; seen only when focused. */
export function SkipLink() {
  return (
    <a href="#main" className={styles.skip} onClick={focusMainContent}>
      Skip to content
    </a>
  );
}
