export * from './judgeHealth';
