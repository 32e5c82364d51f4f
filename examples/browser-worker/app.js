import { Shop } from '../client/shop.js';
import { startSimulatedShop } from './simulated-shop.js';

const list = document.querySelector('ul');
const status = document.querySelector('[role=status]');

// A real app would ask for the shop and its key; this one has the simulated shop alone.
const key = await startSimulatedShop();
const shop = new Shop({ url: 'http://shop.test', ...key });
status.textContent = 'Ready';

document.querySelector('button').addEventListener('click', async () => {
  list.replaceChildren();
  try {
    for (const { id, total } of await shop.orders()) {
      const item = document.createElement('li');
      item.textContent = `Order ${id}: ${total}`;
      list.append(item);
    }
    status.textContent = 'Loaded';
  } catch (error) {
    status.textContent = `The shop refuses: ${error.message}`;
  }
});
