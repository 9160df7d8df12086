r"""The mixed-integer model in Pyomo: a block for each period, to which the rules add their rows.

Letters, here and in every rule's formula:

| letter | meaning |
| --- | --- |
| m, t | municipality, task |
| c, k | centre, affine piece of its cost |
| q | pool: one centre, or several that only their seats can tell apart |
| d | destination of a task: the departments, the own centre, or a pool |
| v(m,t) | pooled volume: contacts times pooling weight |
| assign[m,t,d] | 1 when the task goes there |
| connect[m,q] | connections of the municipality to the pool |
| link[m,c,k], brought[m,c,k] | connection, and pooled volume, to a single centre on piece k |
| piece[c,k] | 1 when the centre is open and on that piece |
| sell[c] | 1 when the municipality's centre is a host |
| own[c,k], sold[c,k] | pooled volume of the seat, and of others, on piece k |
| e, g | earlier plan that the plan must differ from, kind of shared centre |
| more[e,g], fewer[e,g] | 1 when more, or fewer, centres of the kind are open than in the earlier plan |
| used[c] | at most 1, and 0 when the shared centre answers nobody |

Volumes are in millions of contacts a year, costs in millions of kr. a year, so that the solver sees
numbers near one.
"""
