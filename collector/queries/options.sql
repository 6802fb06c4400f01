-- Which sites, browsers and entries can be chosen as a filter?
SELECT
	arraySort(groupUniqArray(1000)(place)) AS sites,
	arraySort(groupUniqArrayIf(50)(browser, browser != '')) AS browsers,
	arraySort(groupUniqArrayArray(200)(missing)) AS entries
FROM linecheck_now
