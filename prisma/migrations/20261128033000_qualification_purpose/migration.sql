-- AlterEnum. A migration of its own: a value may not be used in the transaction that adds it.
ALTER TYPE "Purpose" ADD VALUE 'QUALIFICATION';
