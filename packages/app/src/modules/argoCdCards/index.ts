export { argoCdCardsModule } from './argoCdCardsModule';
