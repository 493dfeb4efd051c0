import { expect, test } from "vitest";
import { clusterMeans } from "./cluster-means";

test("each cluster is its mean, in the order in which clusters were seen for the last time", () => {
  expect(clusterMeans([1, 0, 0, 1, 1], ["b", "a", "b", "c", "a"])).toEqual([0.5, 1, 0.5]);
  expect(clusterMeans([1, 0, 0], ["b", "a", "b"])).toEqual([0, 0.5]);
  expect(clusterMeans([1, 0], undefined)).toEqual([1, 0]);
  expect(() => clusterMeans([1, 0], ["a"])).toThrow("clusterMeans: 1 clusters for 2 values");
});
