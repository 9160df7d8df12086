r"""The mixed-integer model in Pyomo: one module per rule family, put together in `build`.

Letters, here and in every rule's formula:

| letter | meaning |
| --- | --- |
| p | period (a year; one in a steady-state instance) |
| m, t | municipality, task |
| c, k | centre, affine piece of its cost |
| q | pool: one centre, or several that only their seats can tell apart |
| d | destination of a task: the departments, the own centre, or a pool |
| v(m,t) | pooled volume: contacts times pooling weight |
| assign[p,m,t,d] | 1 when the task goes there |
| connect[p,m,q] | connections of the municipality to the pool |
| link[p,m,c,k], brought[p,m,c,k] | connection, and pooled volume, to a single centre on piece k |
| piece[p,c,k] | 1 when the centre is open and on that piece |
| sell[p,c] | 1 when the municipality's centre is a host |
| own[p,c,k], sold[p,c,k] | pooled volume of the seat, and of others, on piece k |
| e, g | earlier plan that the plan must differ from, kind of shared centre |
| more[e,g], fewer[e,g] | 1 when more, or fewer, centres of the kind are open than in the earlier plan |
| used[p,c] | at most 1, and 0 when the shared centre answers nobody |

Volumes are in millions of contacts a year, costs in millions of kr. a year, so that the solver sees
numbers near one.
"""
